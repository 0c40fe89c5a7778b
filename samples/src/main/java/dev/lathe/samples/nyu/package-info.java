/**
 * The networks of the NYU lecture's history: Y. LeCun, "Generalization and Network Design
 * Strategies" (1989), and the first networks that read zip codes and cheques.
 */
package dev.lathe.samples.nyu;
