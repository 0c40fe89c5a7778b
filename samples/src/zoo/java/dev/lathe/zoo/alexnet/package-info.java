/** The networks that won ImageNet's challenges of 2012 and 2013. */
package dev.lathe.zoo.alexnet;
