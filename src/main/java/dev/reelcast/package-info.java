/** The program: reads the configuration, starts what is embedded, deploys the verticles and undeploys them in reverse. */
@NullMarked
package dev.reelcast;

import org.jspecify.annotations.NullMarked;
