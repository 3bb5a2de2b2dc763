// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Directory;

/**
 * Writes what a directory has as the list that it would be as a file: so it is shown, braked, kept and carried out as
 * any other. The key of the directory is an account there, and finds the person again.
 */
final class Listing {
    private Listing() {}

    static byte[] of(Directory directory, List<Directory.Entry> entries) {
        String headings = row(Stream.of(
                "工号",
                "姓名",
                "公司",
                "部门",
                "岗位",
                "上级工号",
                "邮箱",
                "手机",
                "登录名",
                directory.platform() + " id@" + directory.tenant()));
        return Stream.concat(Stream.of(headings), entries.stream().map(Listing::row))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String row(Directory.Entry entry) {
        return row(Stream.of(
                entry.employee(),
                entry.name(),
                entry.company(),
                String.join("\n", entry.departments()),
                entry.post(),
                entry.superior(),
                entry.mail(),
                entry.mobile(),
                entry.login().orElse(""),
                entry.key()));
    }

    private static String row(Stream<String> cells) {
        return cells.map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
    }
}
