/** GoogLeNet of C. Szegedy et al., "Going Deeper with Convolutions" (2014). */
package dev.lathe.zoo.googlenet;
