/** What people do with the vectors of texts: classify, cluster, summarise, search. */
@NullMarked
package dev.trivium.text.tasks;

import org.jspecify.annotations.NullMarked;
