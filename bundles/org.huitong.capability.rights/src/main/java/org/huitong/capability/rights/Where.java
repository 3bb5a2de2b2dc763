// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Arrays;
import java.util.Optional;

/** How far a grant reaches. */
enum Where {
    /** What the person said, or was told. */
    OWN("own"),
    /** What the person is to see to. */
    ASSIGNED("assigned"),
    /** What is said in rooms of the department, and not what its people say elsewhere. */
    DEPARTMENT_ROOMS("department-rooms"),
    DEPARTMENT("department"),
    /** The department and all below it. */
    DEPARTMENT_TREE("department-tree"),
    /** The projects that the person works on. */
    PROJECT("project"),
    /** The company and all that belong to it. */
    COMPANY("company"),
    ALL("all");

    private final String word;

    Where(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Where> ofWord(String word) {
        return Arrays.stream(values()).filter(where -> where.word.equals(word)).findFirst();
    }
}
