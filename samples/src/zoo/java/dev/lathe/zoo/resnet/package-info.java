/**
 * Residual networks of K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image
 * Recognition" (2015), under the names of torchvision, whose weights they load.
 */
package dev.lathe.zoo.resnet;
