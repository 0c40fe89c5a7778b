/**
 * A reader of rows of digits, in the manner of the NYU lecture's multi-character recogniser: a
 * network whose every layer is a convolution is run on a wide image, and a weighted finite-state
 * machine finds the best reading of what it says at each position.
 */
package dev.lathe.samples.rows;
