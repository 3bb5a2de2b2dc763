// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** Why a company may handle what its staff say (PIPL, article 13). */
enum Basis {
    /** Nobody's messages without their own word: each of them has to acknowledge. */
    CONSENT("consent", "取得个人同意（第十三条第一项）", "Consent (article 13, no. 1)"),
    CONTRACT("contract", "订立、履行合同所必需（第十三条第二项）", "Necessary for a contract (article 13, no. 2)"),
    RULES(
            "rules",
            "按照依法制定的劳动规章制度和集体合同实施人力资源管理所必需（第十三条第二项）",
            "Necessary for managing staff by lawful rules of labour and a collective contract (article 13, no. 2)"),
    DUTY("duty", "履行法定职责或者法定义务所必需（第十三条第三项）", "Necessary for a duty by law (article 13, no. 3)");

    private final String word;
    private final LocalText title;

    Basis(String word, String zh, String en) {
        this.word = word;
        this.title = LocalText.of(zh, en);
    }

    String word() {
        return word;
    }

    LocalText title() {
        return title;
    }

    static Optional<Basis> ofWord(String word) {
        return Arrays.stream(values()).filter(basis -> basis.word.equals(word)).findFirst();
    }
}
