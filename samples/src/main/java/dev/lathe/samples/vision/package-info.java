/** Images and volumes: what the CMU, ETH and NYU lectures do besides classifying. */
package dev.lathe.samples.vision;
