package io.github.dynamodbsession.core.storage;

/**
 * The capability of a backend to answer from this JVM's memory, without waiting for anything. Nothing is gained if reads of
 * one session that overlap share a call, so a store makes each of them.
 *
 * <p>It is the one capability that a store does not ask for through decorators: a decorator may wait where the backend does
 * not.
 */
public interface AnswersFromMemory {}
