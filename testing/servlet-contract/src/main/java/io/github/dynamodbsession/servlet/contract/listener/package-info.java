/**
 * Listeners that containers instantiate, and values that are notified of being bound. Public, because containers
 * require it.
 */
@NullMarked
package io.github.dynamodbsession.servlet.contract.listener;

import org.jspecify.annotations.NullMarked;
