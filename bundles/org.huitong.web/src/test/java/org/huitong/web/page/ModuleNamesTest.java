// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules name what they import in many ways, as people and as packers write them. */
class ModuleNamesTest {
    private final ModuleNames names =
            new ModuleNames(text -> text.replace("{lib}", "/lib/~1").replace("{shell}", "/shell/~2"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    import { html } from 'lit';                     | import { html } from '/lib/~1/lit/index.js';
                    import{html as h}from"lit";h``                  | import{html as h}from"/lib/~1/lit/index.js";h``
                    import * as lit from 'lit-html';                | import * as lit from '/lib/~1/lit-html/lit-html.js';
                    import a, { b } from 'huitong';                 | import a, { b } from '/shell/~2/huitong.js';
                    import 'shoelace';                              | import '/shell/~2/shoelace.js';
                    import"lit/directives/repeat.js"                | import"/lib/~1/lit/directives/repeat.js"
                    export*from"lit-element/lit-element.js";        | export*from"/lib/~1/lit-element/lit-element.js";
                    export { x } from '@lit/reactive-element';      | export { x } from '/lib/~1/reactive-element/reactive-element.js';
                    const e = await import('echarts');              | const e = await import('/lib/~1/echarts/echarts.esm.min.js');
                    import './beside.js';                           | import './beside.js';
                    import { x } from '/pages/other/x.js';          | import { x } from '/pages/other/x.js';
                    import { x } from 'unknown';                    | import { x } from 'unknown';
                    const from = 'lit';                             | const from = 'lit';
                    export const word = 'lit';                      | export const word = 'lit';
                    export default { from: 'lit' };                 | export default { from: 'lit' };
                    this.import('lit'); my_import('lit');           | this.import('lit'); my_import('lit');
                    """)
    void areReplacedByAddressesWhereTheyNameAModule(String module, String served) throws IOException {
        assertThat(names.resolved(module)).isEqualTo(served);
    }

    @Test
    void mayStandOnManyLines() throws IOException {
        assertThat(names.resolved("// what\nimport {\n  css,\n  html,\n} from 'lit';\nimport { t } from 'huitong';\n"))
                .isEqualTo("// what\nimport {\n  css,\n  html,\n} from '/lib/~1/lit/index.js';\n"
                        + "import { t } from '/shell/~2/huitong.js';\n");
    }
}
