// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** How far a grant reaches. */
enum Where {
    /** What the person said, or was told. */
    OWN("own", "本人收发", "said or heard by oneself"),
    /** What the person is to see to. */
    ASSIGNED("assigned", "分派给本人", "assigned to oneself"),
    /** What is said in rooms of the department, and not what its people say elsewhere. */
    DEPARTMENT_ROOMS("department-rooms", "本部门的群", "in rooms of the department"),
    DEPARTMENT("department", "本部门", "of the department"),
    /** The department and all below it. */
    DEPARTMENT_TREE("department-tree", "本部门及下级", "of the department and below"),
    /** The projects that the person works on. */
    PROJECT("project", "本人参与的项目", "of one’s projects"),
    /** The company and all that belong to it. */
    COMPANY("company", "本公司及下属", "of the company and below"),
    ALL("all", "全部", "everywhere");

    private final String word;
    private final LocalText name;

    Where(String word, String zh, String en) {
        this.word = word;
        this.name = LocalText.of(zh, en);
    }

    String word() {
        return word;
    }

    LocalText text() {
        return name;
    }

    static Optional<Where> ofWord(String word) {
        return Arrays.stream(values()).filter(where -> where.word.equals(word)).findFirst();
    }
}
