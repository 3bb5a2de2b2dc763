// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    | en
                    '' | en
                    zh-CN | zh-CN
                    zh-TW,zh;q=0.8 | zh-CN
                    en-GB,zh;q=0.9 | en
                    fr,zh;q=0.7,en;q=0.3 | zh-CN
                    fr,de | en
                    * | en
                    zh;q=0,en;q=0.1 | en
                    zh;q=nonsense | en
                    ;;; | en
                    - | en
                    zh,- | zh-CN
                    zh_CN,x_y | zh-CN
                    en;q=0.1,zh;q=0.2 | zh-CN
                    """)
    void isChineseForWhoPrefersItAndEnglishForEverybodyElse(String header, String language) {
        assertThat(Language.wanted(header).toLanguageTag()).isEqualTo(language);
    }
}
