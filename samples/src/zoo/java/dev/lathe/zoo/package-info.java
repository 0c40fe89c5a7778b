/**
 * Networks of the lectures in full size. They are compiled by tests; a build of the samples leaves
 * them alone.
 */
package dev.lathe.zoo;
