// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

/** What a form leaves blank for the hub to fill in. */
sealed interface Blank {
    /** Of the document as a whole. */
    enum Once implements Blank {
        TITLE,
        SUBTITLE,
        UNIT,
        AS_OF,
        NOTES,
        /** How many rows there are. */
        COUNT
    }

    /** A name below the document. */
    record Signed(int line) implements Blank {}

    /** A cell of the row of which this is a line. */
    record Cell(int column) implements Blank {}

    /** Which row it is, from 1. */
    record Place() implements Blank {}

    /** All cells of a row, from here on to the right. */
    record Row() implements Blank {}

    record Total(int column) implements Blank {}

    /** The whole line of totals, from here on to the right. */
    record Totals() implements Blank {}

    /** Whether the line that it stands in is repeated. */
    default boolean isOfRow() {
        return this instanceof Cell || this instanceof Place || this instanceof Row;
    }
}
