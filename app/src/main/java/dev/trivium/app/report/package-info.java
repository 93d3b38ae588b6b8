/**
 * What the demo leaves for people to look at: one self-contained page with a 2-D map of the space
 * drawn from the pictures, the tables, and answers with what each modality added to them.
 */
@NullMarked
package dev.trivium.app.report;

import org.jspecify.annotations.NullMarked;
