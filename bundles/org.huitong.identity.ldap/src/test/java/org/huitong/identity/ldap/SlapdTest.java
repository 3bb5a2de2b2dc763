// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.access.Identity;
import org.huitong.api.access.Recognition;
import org.huitong.api.people.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenLDAP server: who is let in by it, and who is in it. */
class SlapdTest {
    private static final int CROWD = 3_000;

    @TempDir
    static Path folder;

    private static Slapd slapd;

    @BeforeAll
    static void start() throws IOException, InterruptedException, LDAPException {
        assumeTrue(Slapd.isThere(), "slapd is not installed: what a real directory answers is not shown");
        String people = Slapd.unit("销售部")
                + Slapd.unit("华东,销售部")
                + Slapd.unit("财务部")
                + Slapd.unit("Crowd")
                + Slapd.person("chen", "1001", "陈晓", "财务部", "title: 经理")
                + Slapd.person(
                        "wang",
                        "1002",
                        "王芳",
                        "华东,销售部",
                        "mail: wang@example.com",
                        "mobile: 13800000001",
                        "manager: uid=chen, ou=财务部," + Slapd.BASE,
                        "ou: 销售部",
                        "ou: 财务部")
                + Slapd.person("wang2", "1003", "王芳", "财务部")
                + Slapd.person("gone", "1004", "李明", "财务部", "employeeType: disabled")
                + Slapd.person("twin", "chen", "赵六", "财务部")
                + "dn: cn=inner,dc=example,dc=com\nobjectClass: groupOfNames\ncn: inner\nmember: uid=chen,ou=财务部,"
                + Slapd.BASE + "\n"
                + "member: cn=outer,dc=example,dc=com\n\n"
                + "dn: cn=outer,dc=example,dc=com\n"
                + "objectClass: groupOfNames\n"
                + "cn: outer\n"
                + "member: cn=inner,dc=example,dc=com\n"
                + "member:"
                + " uid=wang2,ou=财务部," + Slapd.BASE + "\n\n"
                + IntStream.range(0, CROWD)
                        .mapToObj(i -> Slapd.person("u" + i, "9" + i, "员工" + i, "Crowd"))
                        .collect(Collectors.joining());
        slapd = Slapd.start(folder, people);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (slapd != null) {
            slapd.close();
        }
    }

    private static Recognition recognise(LdapDirectory directory, String login, String password) {
        return directory.recognise(login, password.toCharArray());
    }

    @Test
    void whoKnowsThePasswordIsRecognisedByNumberAndByName() {
        for (Map<String, Object> way : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("servers", new String[] {slapd.plainUrl()}, "startTls", true),
                Map.of("servers", new String[] {"ldaps://localhost:1", slapd.tlsUrl()}))) {
            LdapDirectory directory = slapd.directory(way);
            for (String login : List.of("wang", "1002")) {
                assertThat(recognise(directory, login, "pw-wang"))
                        .isInstanceOfSatisfying(Recognition.Recognised.class, recognised -> {
                            Identity identity = recognised.identity();
                            assertThat(identity.employee()).contains("1002");
                            assertThat(identity.login()).contains("wang");
                            assertThat(identity.provider()).isEqualTo(new Identity.Provider("ldap", "main"));
                            assertThat(identity.subjects().get(0)).matches("[0-9a-f]{8}-[0-9a-f-]{27}");
                        });
            }
        }
    }

    @Test
    void whoDoesNotIsNot() {
        LdapDirectory directory = slapd.directory(Map.of("disabled", "(employeeType=disabled)"));
        assertThat(recognise(directory, "wang", "pw-chen")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "wang", "")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "nobody", "pw-wang")).isEqualTo(new Recognition.NotMine());
        assertThat(recognise(directory, "*", "pw-wang")).isEqualTo(new Recognition.NotMine());
        assertThat(recognise(directory, "wang)(uid=*", "pw-wang")).isEqualTo(new Recognition.NotMine());
        assertThat(recognise(directory, "gone", "pw-gone")).isEqualTo(new Recognition.Refused(AdWords.disabled()));
        assertThat(recognise(directory, "gone", "wrong")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "chen", "pw-chen"))
                .as("a name that is another's number is nobody's")
                .isInstanceOf(Recognition.Refused.class);
    }

    @Test
    void nobodyIsTakenForWrongWhereNobodyAnswers() {
        assertThat(recognise(
                        slapd.directory(Map.of("servers", new String[] {"ldaps://localhost:1"})), "wang", "pw-wang"))
                .isEqualTo(new Recognition.Unreachable());
        assertThat(recognise(slapd.directory(Map.of("bindPassword", "wrong")), "wang", "pw-wang"))
                .isEqualTo(new Recognition.Unreachable());
        assertThat(recognise(slapd.directory(Map.of("certificate", "")), "wang", "pw-wang"))
                .as("a certificate that nobody trusts")
                .isEqualTo(new Recognition.Unreachable());
        assertThatThrownBy(() -> slapd.directory(Map.of("servers", new String[] {"ldap://dc1.example.com"})))
                .hasMessageContaining("in clear");
    }

    private static List<Directory.Entry> everybody(Map<String, Object> settings) throws InterruptedException {
        List<Integer> heard = new ArrayList<>();
        Directory.Reading reading = slapd.directory(settings).read(heard::add);
        assertThat(reading).isInstanceOf(Directory.Reading.Everybody.class);
        assertThat(heard).isSorted();
        return ((Directory.Reading.Everybody) reading).entries();
    }

    private static Directory.Entry entry(List<Directory.Entry> all, String login) {
        return all.stream()
                .filter(entry -> entry.login().equals(Optional.of(login)))
                .findAny()
                .orElseThrow();
    }

    @Test
    void everybodyIsReadPageByPage() throws InterruptedException {
        List<Directory.Entry> all = everybody(Map.of("disabled", "(employeeType=disabled)"));
        assertThat(all).hasSize(CROWD + 4);
        assertThat(all).extracting(Directory.Entry::key).doesNotHaveDuplicates();
        Directory.Entry wang = entry(all, "wang");
        assertThat(wang.departments()).containsExactly("销售部/华东");
        assertThat(wang.superior()).isEqualTo("1001");
        assertThat(wang.mail()).isEqualTo("wang@example.com");
        assertThat(wang.mobile()).isEqualTo("13800000001");
        assertThat(wang.company()).isEqualTo("总部");
        assertThat(entry(all, "chen").post()).isEqualTo("经理");
        assertThat(entry(everybody(Map.of("departments", "attribute")), "wang").departments())
                .containsExactly("销售部", "财务部");
    }

    @Test
    void ofAGroupOnlyWhoIsInItOrInAGroupWithinIt() throws InterruptedException {
        assertThat(everybody(Map.of("group", "cn=outer,dc=example,dc=com")))
                .extracting(entry -> entry.login().orElseThrow())
                .containsExactlyInAnyOrder("chen", "wang2");
    }

    @Test
    void whoIsRenamedAndMovedIsTheSame() throws InterruptedException, LDAPException {
        String before = entry(everybody(Map.of()), "u17").key();
        try (LDAPConnection connection = slapd.administrator()) {
            connection.modifyDN(
                    new ModifyDNRequest("uid=u17,ou=Crowd," + Slapd.BASE, "uid=married", true, "ou=财务部," + Slapd.BASE));
        }
        assertThat(entry(everybody(Map.of()), "married").key()).isEqualTo(before);
    }
}
