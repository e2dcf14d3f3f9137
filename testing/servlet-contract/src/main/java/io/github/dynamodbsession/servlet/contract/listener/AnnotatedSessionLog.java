package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.annotation.WebListener;

/** Declared by its annotation. */
@WebListener
public final class AnnotatedSessionLog extends SessionLog {}
