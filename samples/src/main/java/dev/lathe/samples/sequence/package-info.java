/** Speech and language: convolutions along time, and along frequency. */
package dev.lathe.samples.sequence;
