// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Reach;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Who works at the company, as far as the application's scope of contacts goes. Only where that is everybody may the company
 * itself be asked about; else what is in the scope is asked for first. A cursor is what is still to be asked, as words: a
 * letter that says what, an id, and the place in its list. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/contact-v3/scope/list">获取通讯录授权范围</a>
 */
final class FeishuDirectory {
    private static final String CONTACT = "/open-apis/contact/v3";

    /** The company itself. */
    private static final String ROOT = "0";

    private static final String SCOPES = "p";
    private static final String THEMSELVES = "b";
    private static final String BELOW = "c";
    private static final String ONE_LEVEL = "d";
    private static final String OF_ROOT = "l";
    private static final String ONES = "u";
    private static final int AT_ONCE = 50;

    private static final String OUT_OF_SCOPE = "40004";
    private static final String TOO_LARGE = "43010";
    private static final List<String> GONE = List.of("42006", "44011", "41012");

    private static final Withheld SCOPE = new Withheld(
            true,
            LocalText.of(
                    "应用的通讯录权限范围不是全部成员，只能看到其中的部门和人；请在开发者后台“权限管理 → 数据权限 → 通讯录权限范围”改为全部成员",
                    "the application's scope of contacts is not everybody, so only those departments and people are told:"
                            + " choose all members under Permissions, Data, Scope of contacts in the developer console"));

    private final Parsed<FeishuSends.Access> access;
    private final String wanted;

    /** @param wanted {@code no}, {@code read}, or {@code shut} for both */
    FeishuDirectory(Parsed<FeishuSends.Access> access, String wanted) {
        this.access = access;
        this.wanted = wanted;
    }

    Reach reach() {
        boolean shuts = "shut".equals(wanted);
        return new Reach(shuts || "read".equals(wanted), shuts, access.bad());
    }

    /** Nothing that is configured tells the company. */
    Step<String> tenant(Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return ask(Call.get(base().at("/open-apis/tenant/v2/tenant/query")), trail);
        }
        return Answers.json(trail.reply().get())
                .at("data")
                .at("tenant")
                .text("tenant_key")
                .filter(key -> !key.isEmpty())
                .<Step<String>>map(Step::done)
                .orElseGet(() -> refused(trail.reply().get(), "tenant:tenant:readonly"));
    }

    Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        List<Word> words = Word.all(cursor.orElse(BELOW + ROOT));
        Word word = words.get(0);
        List<Word> left = words.subList(1, words.size());
        if (trail.reply().isEmpty()) {
            return ask(
                    switch (word.what()) {
                        case SCOPES -> scopes(word);
                        case THEMSELVES -> several("/departments/batch", "department_ids", word.ids());
                        default -> paged(
                                "/departments/" + Address.escaped(word.id()) + "/children",
                                word,
                                "fetch_child",
                                Boolean.toString(word.what().equals(BELOW)));
                    },
                    trail);
        }
        Json answer = Answers.json(trail.reply().get());
        Json data = answer.at("data");
        String code = code(answer);
        if (word.what().equals(BELOW) && word.id().equals(ROOT) && code.equals(OUT_OF_SCOPE)) {
            return slice(List.of(), List.of(new Word(SCOPES, "", "")), List.of(SCOPE));
        }
        if (word.what().equals(BELOW) && code.equals(TOO_LARGE)) {
            return slice(List.of(), and(List.of(new Word(ONE_LEVEL, word.id(), "")), left), List.of());
        }
        if (!code.equals("0")) {
            return refused(trail.reply().get(), "contact:department.organize:readonly");
        }
        if (word.what().equals(SCOPES)) {
            List<String> roots = texts(data.at("department_ids"));
            List<Word> asked = roots.stream().map(id -> new Word(BELOW, id, "")).toList();
            return slice(List.of(), and(word.further(data), and(batches(THEMSELVES, roots), asked)), List.of());
        }
        List<Department> told = data.at("items").items().stream()
                .map(FeishuDirectory::department)
                .toList();
        List<Word> below = word.what().equals(ONE_LEVEL)
                ? told.stream().map(one -> new Word(BELOW, one.id(), "")).toList()
                : List.of();
        return slice(told, and(word.further(data), and(below, left)), List.of());
    }

    Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        List<Word> words = Word.all(cursor.orElse(OF_ROOT + (department.isEmpty() ? ROOT : department)));
        Word word = words.get(0);
        List<Word> left = words.subList(1, words.size());
        if (trail.reply().isEmpty()) {
            return ask(
                    switch (word.what()) {
                        case SCOPES -> scopes(word);
                        case ONES -> several("/users/batch", "user_ids", word.ids());
                        default -> paged("/users/find_by_department", word, "department_id", word.id());
                    },
                    trail);
        }
        Json answer = Answers.json(trail.reply().get());
        Json data = answer.at("data");
        String code = code(answer);
        if (word.what().equals(OF_ROOT) && code.equals(OUT_OF_SCOPE)) {
            // Those who are let to be seen one by one stand in the scope; a department has been taken out of it
            // meanwhile.
            return slice(List.of(), word.id().equals(ROOT) ? List.of(new Word(SCOPES, "", "")) : left, List.of(SCOPE));
        }
        if (!code.equals("0")) {
            return refused(trail.reply().get(), "contact:contact.base:readonly");
        }
        if (word.what().equals(SCOPES)) {
            return slice(
                    List.of(),
                    and(word.further(data), and(batches(ONES, texts(data.at("user_ids"))), left)),
                    List.of());
        }
        List<Json> items = data.at("items").items();
        return slice(
                items.stream().flatMap(FeishuDirectory::member).toList(),
                and(word.further(data), left),
                withheld(items));
    }

    /** Freezes the account, which an administrator can thaw. */
    Step<Boolean> shutOut(String account, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            String body = JsonText.object().with("is_frozen", true).toString();
            String kind = account.startsWith("ou_") ? "open_id" : account.startsWith("on_") ? "union_id" : "user_id";
            return ask(
                    Call.change(
                            "PATCH",
                            base().at(CONTACT + "/users/" + Address.escaped(account), "user_id_type", kind),
                            body),
                    trail);
        }
        String code = code(Answers.json(trail.reply().get()));
        return code.equals("0") || GONE.contains(code)
                ? Step.done(true)
                : refused(trail.reply().get(), "contact:contact");
    }

    private Call scopes(Word word) {
        return paged("/scopes", word, "user_id_type", "open_id");
    }

    private Call several(String path, String name, List<String> ids) {
        List<String> query = new ArrayList<>(List.of("user_id_type", "open_id"));
        query.addAll(List.of("department_id_type", "open_department_id"));
        ids.forEach(id -> query.addAll(List.of(name, id)));
        return Call.get(base().at(CONTACT + path, query.toArray(String[]::new)));
    }

    private Call paged(String path, Word word, String name, String value) {
        List<String> query = new ArrayList<>(List.of(name, value));
        query.addAll(List.of("department_id_type", "open_department_id", "page_size", Integer.toString(AT_ONCE)));
        if (!word.page().isEmpty()) {
            query.addAll(List.of("page_token", word.page()));
        }
        return Call.get(base().at(CONTACT + path, query.toArray(String[]::new)));
    }

    private static Department department(Json told) {
        return new Department(
                told.text("open_department_id").orElse(""),
                told.text("name").orElse(""),
                told.text("parent_department_id").filter(id -> !id.isEmpty() && !id.equals(ROOT)));
    }

    /** Whoever has left or is frozen is listed for a while. */
    private static Stream<Member> member(Json told) {
        List<String> ids = Stream.of("user_id", "union_id", "open_id")
                .flatMap(name -> told.text(name).stream())
                .filter(id -> !id.isEmpty())
                .toList();
        Json status = told.at("status");
        boolean gone = Stream.of("is_frozen", "is_resigned", "is_exited").anyMatch(status::isTrue);
        return ids.isEmpty() || gone
                ? Stream.empty()
                : Stream.of(new Member(
                        ids,
                        told.text("name").orElse(""),
                        told.text("employee_no").orElse(""),
                        texts(told.at("department_ids")).stream()
                                .filter(id -> !id.equals(ROOT))
                                .toList(),
                        told.text("job_title").orElse(""),
                        told.text("enterprise_email")
                                .filter(mail -> !mail.isEmpty())
                                .or(() -> told.text("email"))
                                .orElse(""),
                        told.text("mobile").orElse("").replaceFirst("^\\+86", "")));
    }

    /** What the application has no right to see is not there at all; what nobody has filled in is there and empty. */
    private static List<Withheld> withheld(List<Json> items) {
        List<Withheld> withheld = new ArrayList<>();
        Function<String, Boolean> missing = name ->
                !items.isEmpty() && items.stream().noneMatch(one -> one.at(name).exists());
        if (missing.apply("mobile")) {
            withheld.add(lacking("手机号", "telephone numbers", "contact:user.phone:readonly"));
        }
        if (missing.apply("email") && missing.apply("enterprise_email")) {
            withheld.add(lacking("邮箱", "mail addresses", "contact:user.email:readonly"));
        }
        if (missing.apply("employee_no")) {
            withheld.add(lacking("工号", "employee numbers", "contact:user.employee_number:read"));
        }
        return withheld;
    }

    private static Withheld lacking(String zh, String en, String scope) {
        return new Withheld(
                false, LocalText.of("不给" + zh + "：应用没有权限 " + scope, "no " + en + ": the application lacks " + scope));
    }

    private static List<Word> batches(String what, List<String> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + AT_ONCE)
                .mapToObj(from ->
                        new Word(what, String.join(",", ids.subList(from, Math.min(ids.size(), from + AT_ONCE))), ""))
                .toList();
    }

    private static <T> Step<Slice<T>> slice(List<T> items, List<Word> left, List<Withheld> withheld) {
        return Step.done(new Slice<>(
                items,
                left.isEmpty()
                        ? Optional.empty()
                        : Optional.of(left.stream().map(Word::toString).collect(Collectors.joining(" "))),
                withheld));
    }

    private static <T> Step<T> refused(Reply reply, String scope) {
        Step<T> said = FeishuRefusals.read(reply);
        Json answer = Answers.json(reply);
        return said instanceof Step.Failed<T> failed
                        && (failed.failure() == Step.Failure.ACCOUNT || reply.status() == 403)
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "飞书不让此应用这样使用通讯录，请在开发者后台“权限管理”开通 " + scope,
                                "Feishu does not let this application use the directory so: give it " + scope
                                        + " in the developer console",
                                code(answer),
                                answer.text("msg").orElse("")))
                : said;
    }

    private Address base() {
        return access.good().orElseThrow().base();
    }

    private static <T> Step<T> ask(Call call, Trail trail) {
        return Step.ask(call.header(
                "Authorization", "Bearer " + trail.token().orElseThrow().value()));
    }

    private static String code(Json answer) {
        return answer.text("code").orElse("");
    }

    private static List<String> texts(Json array) {
        return array.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    private static <T> List<T> and(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * Something that is still to be asked.
     *
     * @param id of a department, or several ids joined by commas
     * @param page the place in its list; empty at the beginning
     */
    private record Word(String what, String id, String page) {
        static List<Word> all(String cursor) {
            return Arrays.stream(cursor.split(" ")).map(Word::of).toList();
        }

        private static Word of(String word) {
            int mark = word.indexOf('|');
            return new Word(
                    word.substring(0, 1),
                    mark < 0 ? word.substring(1) : word.substring(1, mark),
                    mark < 0 ? "" : word.substring(mark + 1));
        }

        List<String> ids() {
            return List.of(id.split(","));
        }

        /** The same list, where it goes on; nothing where it has ended. */
        List<Word> further(Json data) {
            return data.isTrue("has_more")
                    ? data.text("page_token").stream()
                            .map(token -> new Word(what, id, token))
                            .toList()
                    : List.of();
        }

        @Override
        public String toString() {
            return what + id + (page.isEmpty() ? "" : "|" + page);
        }
    }
}
