/** Listeners that containers make themselves, and values that are told of being bound. Public, since containers ask so. */
@NullMarked
package io.github.dynamodbsession.servlet.contract.listener;

import org.jspecify.annotations.NullMarked;
