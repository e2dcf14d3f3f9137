package io.github.dynamodbsession.emulator.proxy;

/** How a fault is carried out. */
sealed interface Injection permits AlteredReply, InjectedAnswer, InjectedConflict, InjectedDelay, InjectedLoss {}
