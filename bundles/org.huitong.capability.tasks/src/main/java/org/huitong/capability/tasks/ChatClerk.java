// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Person;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.api.work.NewTask;
import org.huitong.kit.chat.Reply;
import org.huitong.kit.chat.WrittenTime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does what people ask for in their chats, as far as their own rights reach, and answers in the same conversation. What is
 * done, the answer and the reader's place in the log are one transaction, so that a word is obeyed once, also after a
 * crash. In a group no titles are told: they go to whoever asked.
 */
@Component(service = ChatClerk.class)
public final class ChatClerk {
    private static final int MOST_LISTED = 10;
    private static final int LONGEST_SHOWN = 60;
    private static final String OPEN = " AND state IN ('open', 'doing')";
    private static final String UNBOUND = "汇通还不知道这个账号是谁的。请登录汇通，在页面“我的聊天账号”取得一个验证码，再单独发给我。";

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final TaskLetters letters;
    private final Outbox outbox;
    private final DecisionPoint decisions;
    private final Clock clock;

    @Activate
    public ChatClerk(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference TaskLetters letters,
            @Reference Outbox outbox,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.letters = letters;
        this.outbox = outbox;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** @return whether something was asked of the hub, and nothing else is made of it */
    boolean obey(Connection transaction, Spoken spoken) throws SQLException {
        // Most messages are no command, which is seen at once; to whom a word is said takes a look at everybody's
        // names.
        Optional<ChatCommand> command = ChatCommand.of(spoken.own());
        if (command.isEmpty() || !spoken.isToTheHub()) {
            return false;
        }
        Optional<Person> speaker = spoken.speaker();
        if (speaker.isEmpty()) {
            // Once an hour for each account: nobody makes the hub talk without end.
            String hour = clock.instant().toString().substring(0, 13);
            String key = "unbound:" + spoken.message().account() + ":"
                    + spoken.message().sender().id() + ":" + hour;
            post(transaction, spoken.here(), UNBOUND, key);
            return true;
        }
        Visit visit = new Visit(transaction, spoken, speaker.get());
        ChatCommand asked = command.get();
        String answer = asked instanceof ChatCommand.Mine
                ? visit.mine()
                : asked instanceof ChatCommand.HandOver handOver
                        ? visit.handOver(handOver)
                        : asked instanceof ChatCommand.Hurry hurry
                                ? visit.hurry(hurry.which())
                                : visit.finish(((ChatCommand.Finish) asked).number());
        post(transaction, spoken.here(), answer, key(spoken));
        return true;
    }

    private static String key(Spoken spoken) {
        return "chat:" + spoken.message().id().value();
    }

    private void post(Connection transaction, To to, String text, String key) throws SQLException {
        String once = key.length() <= Letter.LONGEST_KEY ? key : key.substring(0, Letter.LONGEST_KEY);
        outbox.post(transaction, Letter.notice(to, new Writing.Text(text), TaskLetters.SUBJECT, true, once));
    }

    /** What one person asks, and is answered. */
    private final class Visit {
        private final Connection transaction;
        private final Spoken spoken;
        private final Person person;
        private final Sight sight;
        private final Doer doer;

        Visit(Connection transaction, Spoken spoken, Person person) {
            this.transaction = transaction;
            this.spoken = spoken;
            this.person = person;
            this.sight = Sight.of(person, decisions, desk.duty());
            this.doer = new Doer("@" + spoken.message().key().platform(), person.name());
        }

        String mine() throws SQLException {
            List<Task> open = tasks("assignee", sight.whose());
            if (open.isEmpty()) {
                return person.name() + "，您没有待办任务。";
            }
            ToldLists.keep(transaction, person.id(), open.stream().map(Task::id).toList(), clock.instant());
            int all = shelf.load(transaction, List.copyOf(sight.whose())).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            String first = all > open.size() ? "，以下是最先到期的 " + open.size() + " 项" : "";
            String list = "您的待办（" + all + first + "）：\n" + numbered(open) + "\n回复“完成 1”办结第 1 项。";
            return spoken.isDirect() ? list : privately(list, person.name() + "，您有 " + all + " 项待办，已单独发给您。");
        }

        /** In a group nobody else is told what somebody has to do. */
        private String privately(String list, String openly) throws SQLException {
            post(transaction, new To.Person(person.id()), list, key(spoken) + ":own");
            return openly;
        }

        String finish(int number) throws SQLException {
            List<String> told = ToldLists.of(transaction, person.id(), clock.instant());
            if (number < 1 || number > told.size()) {
                return told.isEmpty() ? "请先发送“我的待办”，再回复“完成”加序号。" : "列表里没有第 " + number + " 项，请发送“我的待办”查看。";
            }
            Optional<Task> task = shelf.find(transaction, told.get(number - 1))
                    .filter(one ->
                            one.assignee().filter(sight.whose()::contains).isPresent());
            if (task.isEmpty()) {
                return "第 " + number + " 项已不由您负责，请发送“我的待办”查看。";
            }
            if (task.get().state().isOver()) {
                return task.get().code() + " 已经结束，不用再办。";
            }
            desk.change(
                    transaction,
                    task.get(),
                    task.get().in(TaskState.DONE, Instant.ofEpochMilli(clock.millis())),
                    doer,
                    Optional.of(person.id()));
            return "已办结：" + (spoken.isDirect() ? shown(task.get()) : task.get().code());
        }

        String handOver(ChatCommand.HandOver asked) throws SQLException {
            if (asked.who().isEmpty()) {
                return "请写明交给谁、何时完成，例如：转任务 张三 周五 核对交期。引用一条消息再发，就由那条消息生成任务。";
            }
            Colleague meant = Colleague.of(
                    asked.who(), person, desk.duty().roster(), desk.duty().date());
            if (meant instanceof Colleague.Several several) {
                return "有几位叫“" + asked.who() + "”：" + several.told() + "。请用括号里的编号代替姓名再发一次。";
            }
            if (!(meant instanceof Colleague.One one)) {
                return "通讯录里没有“" + asked.who() + "”，请写姓名或工号。";
            }
            Optional<Problem> objection = new Giving(sight, desk.duty(), Optional.of(person.id()))
                    .objection(Optional.of(one.person().id()), Optional.empty());
            if (objection.isPresent()) {
                return objection.get().detail().zh();
            }
            DueWords when = DueWords.of(asked.rest(), clock.instant(), clock.zone());
            Optional<MessageId> about = spoken.quoted();
            Optional<String> title = OneLine.of(when.rest(), NewTask.LONGEST_TITLE);
            if (title.isEmpty() && about.isEmpty()) {
                return "请写明要做什么，或引用一条消息再发，例如：转任务 " + asked.who() + " 周五 核对交期。";
            }
            NewTask wish = new NewTask(
                    title.orElse("跟进一条消息"),
                    "",
                    about,
                    Optional.of(key(spoken)),
                    doer.account(),
                    Optional.of(one.person().id()),
                    Optional.empty(),
                    when.due(),
                    false);
            String id = desk.open(transaction, wish, doer, Optional.of(person.id()));
            Task task = shelf.find(transaction, id).orElseThrow();
            String who = task.assignee().flatMap(desk.duty().roster()::name).orElse("");
            String until = task.due().map(due -> "，" + shown(due) + " 前").orElse("");
            return "已转任务 " + task.code() + "：" + who + until + "。";
        }

        String hurry(String which) throws SQLException {
            List<Task> meant = meant(which);
            if (meant.size() > 1) {
                ToldLists.keep(
                        transaction, person.id(), meant.stream().map(Task::id).toList(), clock.instant());
                String list = "催办哪一项？请回复“催办”加序号或编号：\n" + numbered(meant);
                return spoken.isDirect() ? list : privately(list, "有几项可以催办，已单独发给您选择。");
            }
            if (meant.isEmpty()) {
                return "没有找到可以催办的任务：您创建的或您管理的、还没有办结的任务才能催办。";
            }
            Task task = meant.get(0);
            Optional<Person> who = task.assignee().flatMap(desk.duty()::of);
            if (who.isEmpty()) {
                return task.code() + " 还没有负责人。";
            }
            String letter =
                    letters.tell(transaction, task, who.get(), person.name() + " 催办", "hurried" + task.version(), true);
            desk.note(
                    transaction,
                    task,
                    Step.told(Step.Kind.REMINDED, doer.account(), who.get().id(), letter));
            return "已催办 " + task.code() + "，通知了 " + who.get().name() + "。";
        }

        private List<Task> meant(String which) throws SQLException {
            List<Task> candidates;
            Optional<String> code = Reply.of(Task.LETTER, which).code();
            List<String> told = ToldLists.of(transaction, person.id(), clock.instant());
            if (code.isPresent()) {
                candidates = shelf.tasks(transaction, "id LIKE ?" + OPEN, List.of(code.get() + "%"), MOST_LISTED);
            } else if (which.matches("\\d{1,2}")) {
                int number = Integer.parseInt(which);
                candidates = number < 1 || number > told.size()
                        ? List.of()
                        : shelf.tasks(transaction, "id = ?" + OPEN, List.of(told.get(number - 1)), 1);
            } else if (spoken.quoted().isPresent()) {
                candidates = shelf.tasks(
                        transaction,
                        "message = ?" + OPEN,
                        List.of(spoken.quoted().get().value()),
                        MOST_LISTED);
            } else {
                candidates = tasks("maker", Set.of(person.id()));
            }
            return candidates.stream().filter(this::mayHurry).toList();
        }

        private boolean mayHurry(Task task) {
            return task.maker().filter(person.id()::equals).isPresent() || sight.manages(task);
        }

        private List<Task> tasks(String column, Set<String> people) throws SQLException {
            Condition theirs = Condition.in(column, people);
            return shelf.tasks(transaction, theirs.sql() + OPEN, theirs.values(), MOST_LISTED);
        }

        private String numbered(List<Task> tasks) {
            return IntStream.range(0, tasks.size())
                    .mapToObj(i -> (i + 1) + ". " + shown(tasks.get(i)))
                    .collect(Collectors.joining("\n"));
        }

        private String shown(Task task) {
            String title = task.words().title();
            String cut = title.length() <= LONGEST_SHOWN ? title : title.substring(0, LONGEST_SHOWN) + "…";
            return cut + task.due().map(due -> "，截止 " + shown(due)).orElse("") + "，" + task.code();
        }

        private String shown(Instant moment) {
            return WrittenTime.of(moment, clock.zone());
        }
    }
}
