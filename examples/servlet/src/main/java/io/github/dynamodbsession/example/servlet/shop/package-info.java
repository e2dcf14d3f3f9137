/** An existing shop: it uses the Servlet API, and does not know where its sessions are stored. */
@NullMarked
package io.github.dynamodbsession.example.servlet.shop;

import org.jspecify.annotations.NullMarked;
