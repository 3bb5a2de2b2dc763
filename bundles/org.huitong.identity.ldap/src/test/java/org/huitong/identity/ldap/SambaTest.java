// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
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

/** What a real domain controller answers, which differs from other directories in nearly everything. */
class SambaTest {
    private static final int CROWD = 3000;
    private static final int STAFFED = 6;
    private static final String STAFF = "OU=Staff," + SambaDc.BASE;
    private static final int NORMAL = 512;
    private static final int DISABLED = NORMAL + 2;
    private static final int NO_PASSWORD = NORMAL + 32;

    @TempDir
    static Path folder;

    private static SambaDc dc;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                SambaDc.isThere(),
                "Samba is not installed, or not root runs this: what a real AD answers is not shown");
        dc = SambaDc.start(
                folder,
                unit("OU=Staff")
                        + unit("OU=Finance,OU=Staff")
                        + unit("OU=Sales,OU=Staff")
                        + unit("OU=Crowd,OU=Staff")
                        + person("chen", "Finance", NORMAL, "employeeID: 1001", "title: Head")
                        + person(
                                "wang",
                                "Sales",
                                NORMAL,
                                "employeeID: 1002",
                                "displayName:: " + base64("王芳"),
                                "mail: wang@example.com",
                                "department: Sales",
                                "manager: CN=chen,OU=Finance," + STAFF)
                        + person("wang2", "Finance", NORMAL, "employeeID: 1003", "displayName:: " + base64("王芳"))
                        + person("both", "Sales", NORMAL, "employeeID: 1006", "ou: Sales", "ou: Finance")
                        + person("zhou", "Sales", NORMAL, "employeeID: 1007", "displayName:: " + base64("周末"))
                        + person("again", "Sales", NORMAL, "employeeID: 1008", "displayName:: " + base64("吴来"))
                        + person("gone", "Finance", DISABLED, "employeeID: 1004")
                        + person("old", "Finance", NORMAL, "employeeID: 1005", "accountExpires: 132000000000000000")
                        + group("inner", "CN=chen,OU=Finance," + STAFF)
                        + group("outer", "CN=inner," + STAFF, "CN=wang2,OU=Finance," + STAFF)
                        + IntStream.range(0, CROWD)
                                .mapToObj(i -> entry("u" + i, "Crowd", NO_PASSWORD, "employeeID: 9" + i))
                                .collect(Collectors.joining()));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (dc != null) {
            dc.close();
        }
    }

    @Test
    void whoKnowsThePasswordIsRecognisedByNumberAndByName() {
        LdapDirectory directory = dc.directory(Map.of());
        for (String login : List.of("wang", "1002")) {
            assertThat(recognise(directory, login, "Pass-wang-1"))
                    .isInstanceOfSatisfying(Recognition.Recognised.class, recognised -> {
                        assertThat(recognised.identity().employee()).contains("1002");
                        assertThat(recognised.identity().login()).contains("wang");
                        assertThat(recognised.identity().subjects().get(0))
                                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
                    });
        }
    }

    @Test
    void whoDoesNotOrIsShutOutIsNot() {
        LdapDirectory directory = dc.directory(Map.of());
        assertThat(recognise(directory, "wang", "Pass-chen-1")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "wang", "")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "nobody", "Pass-wang-1")).isEqualTo(new Recognition.NotMine());
        assertThat(recognise(directory, "gone", "Pass-gone-1")).isEqualTo(new Recognition.Refused(AdWords.disabled()));
        assertThat(recognise(directory, "old", "Pass-old-1")).isEqualTo(new Recognition.Refused(AdWords.expired()));
    }

    @Test
    void everybodyIsReadPageByPageAndTheSameNameIsTwoPeople() throws InterruptedException {
        List<Directory.Entry> all = everybody(Map.of());
        // Who is disabled or expired is not among them.
        assertThat(all).hasSize(CROWD + STAFFED);
        assertThat(all).extracting(Directory.Entry::key).doesNotHaveDuplicates();
        assertThat(entry(all, "wang").name())
                .isEqualTo(entry(all, "wang2").name())
                .isEqualTo("王芳");
        assertThat(entry(all, "wang").superior()).isEqualTo("1001");
        assertThat(entry(all, "wang").departments()).containsExactly("Sales");
    }

    @Test
    void ofTwoWithTheSameNameEachComesWithTheirOwnPassword() {
        LdapDirectory directory = dc.directory(Map.of());
        assertThat(identity(directory, "wang", "Pass-wang-1").employee()).contains("1002");
        assertThat(identity(directory, "wang2", "Pass-wang2-1").employee()).contains("1003");
        assertThat(recognise(directory, "wang2", "Pass-wang-1")).isEqualTo(new Recognition.Wrong());
        assertThat(recognise(directory, "王芳", "Pass-wang-1"))
                .as("a name that two have opens nothing")
                .isEqualTo(new Recognition.NotMine());
    }

    @Test
    void whoIsInTwoDepartmentsIsOnePersonInBoth() throws InterruptedException {
        List<Directory.Entry> all = everybody(Map.of("departments", "attribute", "department", "ou"));
        assertThat(all)
                .filteredOn(entry -> entry.employee().equals("1006"))
                .singleElement()
                .satisfies(both -> assertThat(both.departments()).containsExactlyInAnyOrder("Sales", "Finance"));
    }

    @Test
    void ofAGroupOnlyWhoIsInItOrInAGroupWithinIt() throws InterruptedException {
        assertThat(everybody(Map.of("group", "CN=outer," + STAFF)))
                .extracting(entry -> entry.login().orElseThrow())
                .containsExactlyInAnyOrder("chen", "wang2");
    }

    @Test
    void whoIsRenamedAndMovedIsTheSame() throws Exception {
        String before = entry(everybody(Map.of()), "u17").key();
        try (LDAPConnection connection = dc.administrator()) {
            connection.modifyDN(
                    new ModifyDNRequest("CN=u17,OU=Crowd," + STAFF, "CN=married", true, "OU=Finance," + STAFF));
        }
        Directory.Entry after = entry(everybody(Map.of()), "u17");
        assertThat(after.key()).isEqualTo(before);
        assertThat(after.departments()).containsExactly("Finance");
    }

    @Test
    void whoMarriesAndTakesAnotherLoginIsTheSame() throws Exception {
        LdapDirectory directory = dc.directory(Map.of());
        List<String> before = identity(directory, "zhou", "Pass-zhou-1").subjects();
        try (LDAPConnection connection = dc.administrator()) {
            String dn = "CN=zhou,OU=Sales," + STAFF;
            connection.modify(dn, new Modification(ModificationType.REPLACE, "sAMAccountName", "zheng"));
            connection.modify(dn, new Modification(ModificationType.REPLACE, "displayName", "郑末"));
        }
        assertThat(recognise(directory, "zhou", "Pass-zhou-1")).isEqualTo(new Recognition.NotMine());
        assertThat(identity(directory, "zheng", "Pass-zhou-1").subjects()).isEqualTo(before);
        assertThat(entry(everybody(Map.of()), "zheng"))
                .satisfies(renamed -> assertThat(renamed.key()).isEqualTo(before.get(0)))
                .satisfies(renamed -> assertThat(renamed.name()).isEqualTo("郑末"));
    }

    /** The directory knows them by another key from then on; that they are the person of before, the roster has to say. */
    @Test
    void whoIsHiredAgainHasAnotherKeyUnderTheSameNameLoginAndNumber() throws Exception {
        LdapDirectory directory = dc.directory(Map.of());
        List<String> before = identity(directory, "again", "Pass-again-1").subjects();
        String dn = "CN=again,OU=Sales," + STAFF;
        try (LDAPConnection connection = dc.administrator()) {
            connection.delete(dn);
            assertThat(recognise(directory, "again", "Pass-again-1")).isEqualTo(new Recognition.NotMine());
            assertThat(everybody(Map.of())).noneMatch(entry -> entry.login().equals(Optional.of("again")));
            connection.add(person("again", "Sales", NORMAL, "employeeID: 1008", "displayName:: " + base64("吴来"))
                    .strip()
                    .split("\n"));
        }
        Identity after = identity(directory, "again", "Pass-again-1");
        assertThat(after.employee()).contains("1008");
        assertThat(after.subjects()).isNotEqualTo(before);
        assertThat(entry(everybody(Map.of()), "again"))
                .satisfies(hired ->
                        assertThat(hired.key()).isEqualTo(after.subjects().get(0)))
                .satisfies(hired -> assertThat(hired.employee()).isEqualTo("1008"));
    }

    private static Identity identity(LdapDirectory directory, String login, String password) {
        Recognition recognition = recognise(directory, login, password);
        assertThat(recognition).isInstanceOf(Recognition.Recognised.class);
        return ((Recognition.Recognised) recognition).identity();
    }

    private static Recognition recognise(LdapDirectory directory, String login, String password) {
        return directory.recognise(login, password.toCharArray());
    }

    private static List<Directory.Entry> everybody(Map<String, Object> settings) throws InterruptedException {
        Directory.Reading reading = dc.directory(settings).read(count -> {});
        assertThat(reading).isInstanceOf(Directory.Reading.Everybody.class);
        return ((Directory.Reading.Everybody) reading).entries();
    }

    private static Directory.Entry entry(List<Directory.Entry> all, String login) {
        return all.stream()
                .filter(entry -> entry.login().equals(Optional.of(login)))
                .findAny()
                .orElseThrow();
    }

    private static String unit(String path) {
        return "dn: " + path + "," + SambaDc.BASE + "\nobjectClass: organizationalUnit\n\n";
    }

    private static String group(String name, String... members) {
        return "dn: CN=" + name + "," + STAFF + "\nobjectClass: group\nsAMAccountName: " + name + "\n"
                + List.of(members).stream().map(dn -> "member: " + dn + "\n").collect(Collectors.joining()) + "\n";
    }

    private static String person(String login, String unit, int control, String... more) {
        String password =
                Base64.getEncoder().encodeToString(("\"Pass-" + login + "-1\"").getBytes(StandardCharsets.UTF_16LE));
        return entry(login, unit, control, more).stripTrailing() + "\nunicodePwd:: " + password + "\n\n";
    }

    private static String entry(String login, String unit, int control, String... more) {
        return "dn: CN=" + login + ",OU=" + unit + "," + STAFF + "\nobjectClass: user\nsAMAccountName: " + login
                + "\nuserAccountControl: " + control + "\n"
                + List.of(more).stream().map(line -> line + "\n").collect(Collectors.joining()) + "\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
