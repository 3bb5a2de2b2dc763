// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.huitong.api.access.Recognition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLoginsTest {
    @TempDir
    Path folder;

    @Test
    void letsInByTheDemosOwnPasswordsAlone() throws IOException {
        Path file = folder.resolve("demo-logins");
        assertThat(new DemoLogins(file).recognise("zhouml", "x".toCharArray())).isInstanceOf(Recognition.NotMine.class);
        Files.writeString(file, "zhouml kh7pw2zq\n\nlinzx mm3tt9aa\n");
        DemoLogins logins = new DemoLogins(file);
        assertThat(logins.recognise("zhouml", "kh7pw2zq".toCharArray()))
                .isInstanceOfSatisfying(
                        Recognition.Recognised.class,
                        recognised -> assertThat(recognised.identity().login()).contains("zhouml"));
        assertThat(logins.recognise("zhouml", "mm3tt9aa".toCharArray())).isInstanceOf(Recognition.Wrong.class);
        assertThat(logins.recognise("admin", "kh7pw2zq".toCharArray())).isInstanceOf(Recognition.NotMine.class);
    }

    @Test
    void isOneOfTheDemosPeopleWhoHasARole() throws IOException {
        String people = new String(DemoPeople.list(), StandardCharsets.UTF_8);
        assertThat(DemoRoles.BY_LOGIN.keySet()).allMatch(login -> people.contains("," + login + ","));
    }
}
