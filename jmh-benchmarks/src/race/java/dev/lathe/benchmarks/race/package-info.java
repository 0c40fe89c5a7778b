/**
 * Lathe and its peers in one session: {@code mvn -q -DskipTests -Prace verify}. These sources
 * belong to the Maven profile of that name; the default build neither compiles them nor downloads
 * the peers.
 */
@NullMarked
package dev.lathe.benchmarks.race;

import org.jspecify.annotations.NullMarked;
