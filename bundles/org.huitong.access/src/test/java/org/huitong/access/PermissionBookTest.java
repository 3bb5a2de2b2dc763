// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.junit.jupiter.api.Test;

class PermissionBookTest {
    private static final Permission EXPLAINED =
            Permission.of("rooms.read", Permission.Kind.SECURITY, LocalText.of("查看归属", "See the rooms"));

    private final PermissionBook book = new PermissionBook();

    @Test
    void whatAPageExplainsIsListedAsItExplainsIt() {
        book.addPage(page(EXPLAINED), Map.of("huitong.page.permission", "rooms.read"));
        assertThat(book.all()).filteredOn(p -> p.word().equals("rooms.read")).containsExactly(EXPLAINED);
        assertThat(book.kind("rooms.read")).isEqualTo(Permission.Kind.SECURITY);
    }

    @Test
    void whatNobodyExplainsIsContent() {
        book.addPage(page(), Map.of("huitong.page.permission", "odd.read"));
        assertThat(book.kind("odd.read")).isEqualTo(Permission.Kind.CONTENT);
        assertThat(book.all()).extracting(Permission::word).contains("odd.read");
    }

    private static Page page(Permission... permissions) {
        return new Page() {
            @Override
            public LocalText title() {
                return LocalText.of("页", "A page");
            }

            @Override
            public String icon() {
                return "file";
            }

            @Override
            public List<Permission> permissions() {
                return List.of(permissions);
            }
        };
    }
}
