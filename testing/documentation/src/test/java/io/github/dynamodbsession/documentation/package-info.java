/** The examples of the documentation, compiled, run, and compared with the pages that contain them. */
@NullMarked
package io.github.dynamodbsession.documentation;

import org.jspecify.annotations.NullMarked;
