package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.annotation.WebListener;

/** Registered by its annotation. */
@WebListener
public final class AnnotatedSessionLog extends SessionLog {}
