package io.github.dynamodbsession.codec.contract.foreign;

import java.io.ObjectInputStream;
import java.io.Serializable;

/** A gadget class: acts when it is loaded, instantiated, filled, compared and read. */
public class Gadget implements Serializable, Comparable<Gadget> {

    private static final long serialVersionUID = 1L;

    static {
        Trace.leave("a class that was initialized");
    }

    private String command = "none";

    /** Acts. */
    public Gadget() {
        Trace.leave("an object that was made");
    }

    /**
     * Acts.
     *
     * @param text anything
     */
    public Gadget(String text) {
        this.command = text;
        Trace.leave("an object that was made of a text");
    }

    /**
     * Acts.
     *
     * @return the command
     */
    public String getCommand() {
        Trace.leave("a getter");
        return command;
    }

    /**
     * Acts.
     *
     * @param command the command
     */
    public void setCommand(String command) {
        Trace.leave("a setter");
        this.command = command;
    }

    @Override
    public int compareTo(Gadget other) {
        Trace.leave("a comparison");
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        Trace.leave("a comparison");
        return other == this;
    }

    @Override
    public int hashCode() {
        Trace.leave("a hash code");
        return 1;
    }

    private void readObject(ObjectInputStream in) {
        Trace.leave("an object that was read");
    }
}
