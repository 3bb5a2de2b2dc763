// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import org.huitong.api.document.FileKind;

/**
 * How much one file may hold: what people can still read, or a program, and what fits the memory it is made in.
 *
 * @param characters of all cells together: what a file grows by is not the rows alone
 */
record Most(int rows, long characters) {
    private static final long CHARACTERS = 24_000_000;
    /** Some thousand pages, of which each letter has its place. */
    private static final long CHARACTERS_ON_PAPER = 4_000_000;

    /** What a page shows, and a person looks through. */
    static final Most ON_A_PAGE = new Most(2_000, CHARACTERS);

    /** Of which each row is a copy of the form's own. */
    static Most inOwnForm(FileKind kind) {
        return new Most(Math.min(in(kind).rows(), 20_000), CHARACTERS);
    }

    static Most in(FileKind kind) {
        return switch (kind) {
            case XLSX -> new Most(100_000, CHARACTERS);
            case DOCX -> new Most(5_000, CHARACTERS);
            case PDF -> new Most(5_000, CHARACTERS_ON_PAPER);
        };
    }
}
