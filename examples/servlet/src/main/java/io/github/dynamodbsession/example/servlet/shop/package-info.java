/** A shop as it was before: it knows the Servlet API, and nothing of where its sessions are. */
@NullMarked
package io.github.dynamodbsession.example.servlet.shop;

import org.jspecify.annotations.NullMarked;
