/**
 * The networks A to E of K. Simonyan and A. Zisserman, "Very Deep Convolutional Networks for
 * Large-Scale Image Recognition" (2014).
 */
package dev.lathe.zoo.vgg;
