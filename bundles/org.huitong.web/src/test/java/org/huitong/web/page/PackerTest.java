// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.huitong.web.FakeBundles;
import org.junit.jupiter.api.Test;

class PackerTest {
    @Test
    void modulesBecomeScopesInTheOrderOfTheirImports() throws Exception {
        Map<String, String> modules = Map.of(
                "main.js", "// first\nimport 'a/one.js';\nimport { two as due, x } from 'a/two.js';\n\ndue(x);\n",
                "a/one.js", "import \"./two.js\";\none();\n",
                "a/two.js", "var here = 1;\nexport {\n  here as two,\n  x\n};\n/*! Licence */\n");

        assertThat(Packer.pack("main.js", modules::get).replaceAll("\\s+", " "))
                .isEqualTo("const _m0=(()=>{ one(); return {}; })(); "
                                .replace(
                                        "const _m0",
                                        "const _m1=(()=>{ var here"
                                                + " = 1; /*! Licence */ return {two:here,x:x}; })(); const _m0")
                        + "const {two:due,x:x}=_m1; due(x); ");
    }

    @Test
    void theComponentsStandInOneModuleThatImportsNothing() throws Exception {
        OwnShelves shelves = new OwnShelves(FakeBundles.context(FakeBundles.bundle(Path.of("target/classes"))));
        String packed = shelves.shell().text("shoelace.js");

        assertThat(packed).contains("sl-button", "sl-drawer", "registerIconLibrary(");
        assertThat(Pattern.compile("^\\s*(import|export)\\b", Pattern.MULTILINE)
                        .matcher(packed)
                        .find())
                .isFalse();
        assertThat(shelves.shell().find("shoelace.js").orElseThrow().body().length)
                .isLessThan(200_000);
    }
}
