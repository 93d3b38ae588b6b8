/** The one package of the bad house that is in order. */
@NullMarked
package dev.trivium.app.architecture.bad.core.good;

import org.jspecify.annotations.NullMarked;
