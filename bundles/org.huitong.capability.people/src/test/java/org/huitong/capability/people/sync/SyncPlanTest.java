// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.table.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncPlanTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final String HEAD = "工号,姓名,公司,部门,手机,企业微信账号\n";

    private Map<String, List<String>> tenants = Map.of("wecom", List.of("ww1"));

    private SyncPlan plan(RosterPicture before, String csv, LocalDate day) {
        return SyncPlan.of(
                new Draft(before), TextTable.read(csv.getBytes(StandardCharsets.UTF_8)), tenants, day, "import");
    }

    private RosterPicture after(String csv) {
        return plan(RosterPicture.empty(), csv, MONDAY).after();
    }

    private static Person one(RosterPicture roster, String employee) {
        List<Person> found = roster.persons().stream()
                .filter(p -> p.employee().equals(employee))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> names(RosterPicture roster, Person person, LocalDate day) {
        return person.departments(day).stream()
                .map(id -> roster.name(id).orElseThrow())
                .toList();
    }

    private static List<String> kinds(SyncPlan plan) {
        return plan.conflicts().stream().map(Conflict::kind).toList();
    }

    @Test
    void takesInAListAndFindsNothingToDoTheSecondTime() {
        String csv = "工号,姓名,公司,部门,上级部门,岗位,级别,上级工号,邮箱,手机,登录名,企业微信账号,部门负责人\n"
                + "1,王建国,华东公司,生产部,制造中心,部长,M2,,wang@x.cn,13800000001,wangjg,wang,是\n"
                + "2,李娜,华东公司,生产部,制造中心,班长,P5,1,,,,lina,\n";
        SyncPlan plan = plan(RosterPicture.empty(), csv, MONDAY);
        assertThat(plan.count("added")).isEqualTo(2);
        assertThat(plan.conflicts()).isEmpty();
        RosterPicture roster = plan.after();
        Person wang = one(roster, "1");
        Person li = one(roster, "2");
        assertThat(li.superior()).contains(wang.id());
        assertThat(roster.superior(li.id(), MONDAY)).contains(wang);
        assertThat(roster.holder("wecom", "ww1", "lina")).contains(li);
        assertThat(roster.login("wangjg")).contains(wang);
        Department department = roster.department(li.departments(MONDAY).get(0)).orElseThrow();
        assertThat(department.head()).contains(wang.id());
        assertThat(roster.above(department.id())).hasSize(1);

        SyncPlan again = plan(roster, csv, TUESDAY);
        assertThat(again.differences()).isEmpty();
        assertThat(again.conflicts()).isEmpty();
    }

    @Test
    void readsEnglishHeadings() {
        RosterPicture roster =
                after("Employee Number,Name,Company,Department,WeCom account\n1,Anna Lee,East,Sales,anna\n");
        assertThat(roster.holder("wecom", "ww1", "anna")).contains(one(roster, "1"));
    }

    @Test
    void financeOfTwoCompaniesAreTwo() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,财务部,,\n1,乙,华南公司,财务部,,\n");
        assertThat(roster.persons()).hasSize(2);
        assertThat(roster.departments()).hasSize(2).allMatch(d -> d.name().equals("财务部"));
        assertThat(roster.departments().stream().map(Department::company).distinct())
                .hasSize(2);
    }

    @Test
    void aPersonInTwoDepartmentsIsOne() {
        RosterPicture inOneCell = after(HEAD + "1,甲,华东公司,生产部；质量部,,\n");
        assertThat(names(inOneCell, one(inOneCell, "1"), MONDAY)).containsExactly("生产部", "质量部");
        RosterPicture inTwoRows = after(HEAD + "1,甲,华东公司,生产部,,\n1,甲,华东公司,质量部,,\n");
        assertThat(names(inTwoRows, one(inTwoRows, "1"), MONDAY)).containsExactly("生产部", "质量部");
    }

    @Test
    void equalNamesAreNotMerged() {
        RosterPicture roster = after(HEAD + "1,张伟,华东公司,生产部,,a\n2,张伟,华东公司,质量部,,b\n");
        assertThat(roster.persons()).hasSize(2);
        SyncPlan next = plan(roster, HEAD + "1,张伟,华东公司,质量部,,a\n2,张伟,华东公司,质量部,,b\n", TUESDAY);
        assertThat(next.count("changed")).isEqualTo(1);
        assertThat(names(next.after(), one(next.after(), "1"), TUESDAY)).containsExactly("质量部");
    }

    @Test
    void whereSomebodyWasStaysKnown() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,\n");
        RosterPicture next = plan(roster, HEAD + "1,甲,华东公司,质量部,,\n", TUESDAY).after();
        Person person = one(next, "1");
        assertThat(names(next, person, MONDAY)).containsExactly("生产部");
        assertThat(names(next, person, TUESDAY)).containsExactly("质量部");
    }

    @Test
    void aNewNameUnderTheNumberIsTheSamePersonUnlessAllElseDiffers() {
        RosterPicture roster = after(HEAD + "1,王小明,华东公司,生产部,13800000001,wxm\n");
        SyncPlan renamed = plan(roster, HEAD + "1,王晓明,华东公司,生产部,138 0000 0001,wxm\n", TUESDAY);
        assertThat(one(renamed.after(), "1").id()).isEqualTo(one(roster, "1").id());
        assertThat(one(renamed.after(), "1").name()).isEqualTo("王晓明");

        SyncPlan reused = plan(roster, HEAD + "1,赵敏,华东公司,生产部,13900000002,zm\n", TUESDAY);
        assertThat(kinds(reused)).containsExactly("number-reused");
        assertThat(reused.differences()).isEmpty();

        // Finding: where nothing can be compared, the number alone made one the other.
        RosterPicture bare = after(HEAD + "1,王小明,华东公司,生产部,,\n");
        SyncPlan reissued = plan(bare, HEAD + "1,赵敏,华东公司,财务部,,\n", TUESDAY);
        assertThat(kinds(reissued)).containsExactly("number-reused");
        assertThat(one(reissued.after(), "1").name()).isEqualTo("王小明");
    }

    @Test
    void whoComesBackIsTheSamePerson() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,13800000001,\n2,乙,华东公司,生产部,,\n");
        RosterPicture without = plan(roster, HEAD + "2,乙,华东公司,生产部,,\n", TUESDAY).after();
        assertThat(one(without, "1").active()).isFalse();
        assertThat(one(without, "1").departments(TUESDAY)).isEmpty();
        SyncPlan back = plan(without, HEAD + "1,甲,华东公司,质量部,13800000001,\n2,乙,华东公司,生产部,,\n", TUESDAY.plusDays(9));
        assertThat(back.count("returned")).isEqualTo(1);
        Person person = one(back.after(), "1");
        assertThat(person.id()).isEqualTo(one(roster, "1").id());
        assertThat(person.departments(TUESDAY)).isEmpty();
        assertThat(names(back.after(), person, TUESDAY.plusDays(9))).containsExactly("质量部");
    }

    @Test
    void aNumberThatIsGivenToAnotherIsAnotherPerson() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,\n2,乙,华东公司,生产部,,\n");
        RosterPicture without = plan(roster, HEAD + "2,乙,华东公司,生产部,,\n", TUESDAY).after();
        RosterPicture next = plan(without, HEAD + "1,丙,华东公司,生产部,,\n2,乙,华东公司,生产部,,\n", TUESDAY)
                .after();
        assertThat(next.persons().stream().filter(p -> p.employee().equals("1")))
                .hasSize(2);
        assertThat(next.persons().stream().map(Person::id).distinct()).hasSize(3);
    }

    @Test
    void aNewNumberFollowsTheAccountAndNeverTheName() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,jia\n2,乙,华东公司,生产部,,\n");
        SyncPlan byAccount = plan(roster, HEAD + "100,甲,华东公司,生产部,,jia\n2,乙,华东公司,生产部,,\n", TUESDAY);
        assertThat(one(byAccount.after(), "100").id())
                .isEqualTo(one(roster, "1").id());
        assertThat(byAccount.count("left")).isZero();

        SyncPlan byName = plan(roster, HEAD + "1,甲,华东公司,生产部,,jia\n200,乙,华东公司,生产部,,\n", TUESDAY);
        assertThat(kinds(byName)).containsExactly("perhaps-renumbered");
        assertThat(byName.differences()).isEmpty();
    }

    @Test
    void anAccountIsNeverTakenFromSomebodySilently() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,jia\n2,乙,华东公司,生产部,,yi\n");
        SyncPlan plan = plan(roster, HEAD + "1,甲,华东公司,生产部,,jia\n2,乙,华东公司,生产部,,jia\n", TUESDAY);
        assertThat(kinds(plan)).containsExactly("account-taken");
        assertThat(plan.after().holder("wecom", "ww1", "jia")).contains(one(roster, "1"));
        assertThat(kinds(plan(RosterPicture.empty(), HEAD + "1,甲,华东公司,,,x\n2,乙,华东公司,,,x\n", MONDAY)))
                .containsExactly("account-taken");
    }

    @Test
    void anAccountKeepsItsFormerIds() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,old\n");
        RosterPicture next = plan(roster, HEAD + "1,甲,华东公司,生产部,,new\n", TUESDAY).after();
        assertThat(one(next, "1").accounts()).hasSize(1);
        assertThat(one(next, "1").accounts().get(0).ids()).containsExactly("new", "old");
    }

    @Test
    void aColumnWithoutTenantMeansTheOnlyOneOrTheFirstSeen() {
        tenants = Map.of();
        RosterPicture early = after(HEAD + "1,甲,华东公司,生产部,,jia\n");
        assertThat(early.holder("wecom", "whichever", "jia")).isPresent();
        tenants = Map.of("wecom", List.of("ww1", "ww2"));
        assertThat(kinds(plan(RosterPicture.empty(), HEAD + "1,甲,华东公司,生产部,,jia\n", MONDAY)))
                .containsExactly("tenant-unknown");
        RosterPicture exact = after("工号,姓名,企业微信账号@ww2\n1,甲,jia\n");
        assertThat(exact.holder("wecom", "ww2", "jia")).isPresent();
        assertThat(exact.holder("wecom", "ww1", "jia")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "',无号,华东公司,生产部,,', no-number",
        "'9,,华东公司,生产部,,', no-name",
        "'9,新人,,生产部,,', no-company",
    })
    void whatIsMissingIsSaidAndNobodyLeavesByIt(String row, String kind) {
        RosterPicture roster = after(HEAD + "1,无号,华东公司,生产部,,\n5,丁,华南公司,生产部,,\n");
        SyncPlan plan = plan(roster, HEAD + "1,无号,华东公司,生产部,,\n" + row + "\n", TUESDAY);
        assertThat(kinds(plan)).containsExactly(kind);
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void aRowWithoutNumberSparesWhoHasTheName() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,\n2,乙,华东公司,生产部,,\n");
        SyncPlan plan = plan(roster, HEAD + ",甲,华东公司,生产部,,\n2,乙,华东公司,生产部,,\n", TUESDAY);
        assertThat(plan.count("left")).isZero();
    }

    @Test
    void oneNumberOfTwoPersonsTouchesNeither() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,\n");
        SyncPlan plan = plan(roster, HEAD + "1,甲,华东公司,质量部,,\n1,乙,华东公司,质量部,,\n", TUESDAY);
        assertThat(kinds(plan)).containsExactly("number-twice");
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void departmentsOfOneNameAreToldApartByWhatStandsAbove() {
        String head = "工号,姓名,公司,部门,上级部门\n";
        RosterPicture roster = after(head + "1,甲,东,质检组,一部\n2,乙,东,质检组,二部\n");
        assertThat(one(roster, "1").departments(MONDAY))
                .isNotEqualTo(one(roster, "2").departments(MONDAY));
        assertThat(kinds(plan(roster, head + "1,甲,东,质检组,\n2,乙,东,质检组,二部\n", TUESDAY)))
                .containsExactly("department-unclear");
        RosterPicture paths = after(head + "1,甲,东,一部/质检组,\n2,乙,东,二部/质检组,\n");
        assertThat(one(paths, "1").departments(MONDAY))
                .isNotEqualTo(one(paths, "2").departments(MONDAY));
    }

    @Test
    void aDepartmentThatStandsElsewhereHasMoved() {
        String head = "工号,姓名,公司,部门,上级部门\n";
        RosterPicture roster = after(head + "1,甲,东,质检组,一部\n2,乙,东,二部,\n");
        RosterPicture next =
                plan(roster, head + "1,甲,东,质检组,二部\n2,乙,东,二部,\n", TUESDAY).after();
        String group = one(next, "1").departments(TUESDAY).get(0);
        assertThat(group).isEqualTo(one(roster, "1").departments(MONDAY).get(0));
        assertThat(next.tree(one(next, "2").departments(TUESDAY).get(0))).contains(group);
    }

    @Test
    void theBrakeHoldsWhatWouldTakeFromManyAndNothingElse() {
        RosterPicture roster = after(people(0, 100, "生产部"));
        assertThat(plan(roster, people(0, 60, "生产部"), TUESDAY).brake()).isEqualTo(new Brake(40, 100));
        assertThat(plan(roster, people(0, 60, "生产部"), TUESDAY).brake().holds()).isTrue();
        assertThat(plan(roster, people(0, 90, "生产部"), TUESDAY).brake().holds()).isFalse();
        assertThat(plan(roster, people(0, 89, "生产部"), TUESDAY).brake().holds()).isTrue();
        assertThat(plan(roster, people(0, 100, "质量部"), TUESDAY).brake().holds()).isTrue();
        assertThat(plan(roster, people(0, 1_000, "生产部；质量部"), TUESDAY).brake()).isEqualTo(new Brake(0, 100));
        RosterPicture small = after(people(0, 20, "生产部"));
        assertThat(plan(small, people(0, 11, "生产部"), TUESDAY).brake().holds()).isFalse();
        assertThat(plan(small, people(0, 10, "生产部"), TUESDAY).brake().holds()).isTrue();
    }

    /** Finding: a small company was emptied because the group is large. */
    @Test
    void theBrakeIsMeasuredInEachCompany() {
        String large = people(0, 500, "生产部");
        String small = "\n" + people(500, 530, "生产部").substring(HEAD.length()).replace("华东公司", "华南公司");
        RosterPicture roster = after(large + small);
        String emptied = "\n" + people(500, 510, "生产部").substring(HEAD.length()).replace("华东公司", "华南公司");
        assertThat(plan(roster, large + emptied, TUESDAY).brake()).isEqualTo(new Brake(20, 30));
        assertThat(plan(roster, large + emptied, TUESDAY).brake().holds()).isTrue();
    }

    private static String people(int from, int to, String department) {
        return HEAD
                + IntStream.range(from, to)
                        .mapToObj(i -> i + ",员工" + i + ",华东公司," + department + ",,u" + i)
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void companiesThatAreNotInTheFileAreLeftAlone() {
        RosterPicture roster = after(HEAD + "1,甲,华东公司,生产部,,\n2,乙,华南公司,生产部,,\n");
        SyncPlan plan = plan(roster, HEAD + "1,甲,华东公司,生产部,,\n", TUESDAY);
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void needsItsTwoHeadings() {
        assertThatThrownBy(() -> after("姓名,部门\n甲,生产部\n"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("headings-missing"));
        assertThat(plan(RosterPicture.empty(), "工号,姓名,星座\n1,甲,狮子\n", MONDAY).unknown())
                .containsExactly("星座");
    }

    private static final String ASKED = "工号,姓名,公司,部门,部门负责人,对接事项\n";

    private static List<String> contacts(RosterPicture roster, String company) {
        return roster.companies().stream()
                .filter(c -> c.name().equals(company))
                .flatMap(c -> c.contacts().stream())
                .map(c -> (c.subject().isEmpty() ? "其他" : c.subject()) + " "
                        + roster.person(c.person()).orElseThrow().employee())
                .toList();
    }

    private static List<String> steps(SyncPlan plan) {
        return plan.differences().stream()
                .flatMap(d -> d.steps().stream()
                        .map(s -> d.employee() + " " + d.what() + " " + s.field() + " " + s.before() + ">" + s.after()))
                .toList();
    }

    @Test
    void saysWhomToAskAboutWhatInEachCompany() {
        String csv = ASKED + "1,甲,华东公司,财务部,是,年度审计、报销\n2,乙,华东公司,质量部,,客诉；其他\n1,丙,华南公司,财务部,,年度审计\n";
        SyncPlan plan = plan(RosterPicture.empty(), csv, MONDAY);
        assertThat(contacts(plan.after(), "华东公司")).containsExactly("年度审计 1", "报销 1", "客诉 2", "其他 2");
        assertThat(contacts(plan.after(), "华南公司")).containsExactly("年度审计 1");
        assertThat(steps(plan))
                .containsExactly(
                        "1 added leads >财务部",
                        "1 added subjects >年度审计、报销",
                        "2 added subjects >客诉、其他",
                        "1 added subjects >年度审计");
        assertThat(plan(plan.after(), csv, TUESDAY).differences()).isEmpty();
    }

    @Test
    void showsWhoLeadsAndIsAskedNowAndNoMore() {
        RosterPicture roster = after(ASKED + "1,甲,华东公司,财务部,是,年度审计、报销\n2,乙,华东公司,财务部,,客诉\n3,丙,华东公司,财务部,,\n");
        SyncPlan plan = plan(roster, ASKED + "1,甲,华东公司,财务部,,报销\n2,乙,华东公司,财务部,,无\n3,丙,华东公司,财务部,是,年度审计\n", TUESDAY);
        assertThat(contacts(plan.after(), "华东公司")).containsExactly("年度审计 3", "报销 1");
        assertThat(plan.count("changed")).isEqualTo(3);
        assertThat(steps(plan))
                .containsExactly(
                        "1 changed leads 财务部>",
                        "1 changed subjects 年度审计、报销>报销",
                        "2 changed subjects 客诉>",
                        "3 changed leads >财务部",
                        "3 changed subjects >年度审计");
        assertThat(plan.brake().affected()).isEqualTo(2);
    }

    @Test
    void aListThatSaysNothingOfContactsLeavesThemAlone() {
        RosterPicture roster = after(ASKED + "1,甲,华东公司,财务部,是,年度审计\n2,乙,华东公司,财务部,,\n");
        assertThat(plan(roster, HEAD + "1,甲,华东公司,财务部,,\n2,乙,华东公司,财务部,,\n", TUESDAY)
                        .differences())
                .isEmpty();
        assertThat(plan(roster, ASKED + "1,甲,华东公司,财务部,,\n2,乙,华东公司,财务部,,\n", TUESDAY)
                        .differences())
                .isEmpty();
    }

    @Test
    void ofTwoForOneSubjectNeitherIsTaken() {
        RosterPicture roster = after(ASKED + "1,甲,华东公司,财务部,,年度审计\n2,乙,华东公司,财务部,,\n3,丙,华东公司,财务部,,\n");
        SyncPlan plan = plan(roster, ASKED + "1,甲,华东公司,财务部,,\n2,乙,华东公司,财务部,,年度审计、报销\n3,丙,华东公司,财务部,,年度审计\n", TUESDAY);
        assertThat(kinds(plan)).containsExactly("contact-twice");
        assertThat(contacts(plan.after(), "华东公司")).containsExactly("年度审计 1", "报销 2");
    }

    @Test
    void aNewCompanyStandsBelowTheOneThatItsRowsName() {
        String heading = "工号,姓名,公司,上级公司\n";
        RosterPicture roster = after(heading + "1,甲,华南公司,集团\n2,乙,集团,\n3,丙,集团,集团\n");
        assertThat(parent(roster, "华南公司")).isEqualTo("集团");
        assertThat(parent(roster, "集团")).isEmpty();
        // Whoever looks after a company sees what is below: a known one is moved by hand, and seen to be.
        RosterPicture next = plan(roster, heading + "1,甲,华南公司,别处\n2,乙,集团,华南公司\n3,丙,集团,\n", TUESDAY)
                .after();
        assertThat(parent(next, "华南公司")).isEqualTo("集团");
        assertThat(parent(next, "集团")).isEmpty();
        assertThat(next.companies()).hasSize(2);
    }

    private static String parent(RosterPicture roster, String company) {
        return roster.companies().stream()
                .filter(c -> c.name().equals(company))
                .flatMap(c -> c.parent().stream())
                .map(id -> roster.name(id).orElseThrow())
                .findFirst()
                .orElse("");
    }
}
