/** What every verb of the command shares: stages with their progress, options, wrong usage. */
@NullMarked
package dev.trivium.app.console;

import org.jspecify.annotations.NullMarked;
