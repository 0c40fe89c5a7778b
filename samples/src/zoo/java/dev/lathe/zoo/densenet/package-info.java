/**
 * Densely connected networks of G. Huang, Z. Liu, L. van der Maaten and K. Weinberger, "Densely
 * Connected Convolutional Networks" (2016).
 */
package dev.lathe.zoo.densenet;
