package io.github.dynamodbsession.spring.catalog;

import java.io.Serializable;

/** A value whose class may change between two versions of an application, of no package of the application's. */
public record Item(String name) implements Serializable {}
