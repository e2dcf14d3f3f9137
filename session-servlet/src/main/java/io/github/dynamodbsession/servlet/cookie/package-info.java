/** How session tokens are exchanged with the client: in cookies and in URLs. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.cookie;

import org.jspecify.annotations.NullMarked;
