// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.TodoList;
import org.huitong.api.connector.TodoList.Shown;
import org.huitong.api.connector.TodoList.State;
import org.huitong.api.connector.Trail;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkDesk;
import org.huitong.simulator.feishu.FeishuDesk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task stands in the platform's own list: each connector and its platform's desk, both ways. */
class TodosTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final String CALLED = "http://127.0.0.1:9/x";
    private static final String KEY = "0123456789abcdef-p1";
    private static final Person WHO = Script.ofTheDay().people().get(0);

    private final List<String> heard = new ArrayList<>();
    private Connector connector;
    private SendDesk desk;
    private Todos todos;

    private void open(String platform) {
        Account account = Account.create(platform, "demo", "", "", CALLED);
        connector = Connectors.of(account, () -> NOW);
        desk = account.desk(
                Script.ofTheDay(),
                account.streams(() -> NOW, new Random(1)),
                "ws://127.0.0.1:9",
                new Cards(),
                (where, room, person, text) -> heard.add(person + " " + text));
        todos = desk instanceof FeishuDesk feishu ? feishu.todos() : ((DingtalkDesk) desk).todos();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu"})
    void standsThereAsItStandsHere(String platform) {
        open(platform);
        assertThat(((TodoList) connector).isTodoList()).isTrue();
        Shown made = show("三号线换模", State.OPEN, Optional.empty());
        assertThat(made.done()).isFalse();
        // The answer was lost: the same key makes no second one.
        assertThat(show("三号线换模", State.OPEN, Optional.empty())).isEqualTo(made);
        assertThat(heard).containsExactly(WHO.id() + (platform.equals("feishu") ? " ［任务］" : " ［待办］") + "三号线换模");
        assertThat(todos.all()).hasSize(1).allMatch(t -> t.due().equals("1796036400000"));

        assertThat(show("三号线换模，两套", State.OPEN, Optional.of(made.note()))).isEqualTo(made);
        assertThat(todos.all()).extracting(Todos.Todo::title).containsExactly("三号线换模，两套");
        show("三号线换模", State.DONE, Optional.of(made.note()));
        show("三号线换模", State.DONE, Optional.of(made.note()));
        assertThat(todos.all()).extracting(Todos.Todo::done).containsExactly(true);
        show("三号线换模", State.OPEN_AGAIN, Optional.of(made.note()));
        assertThat(todos.all()).extracting(Todos.Todo::done).containsExactly(false);

        show("三号线换模", State.GONE, Optional.of(made.note()));
        show("三号线换模", State.GONE, Optional.of(made.note()));
        assertThat(todos.all()).isEmpty();
        assertThat(show("三号线换模", State.GONE, Optional.empty())).isEqualTo(Shown.NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu"})
    void whatWasDoneThereIsSaidToBe(String platform) {
        open(platform);
        Shown made = show("三号线换模", State.OPEN, Optional.empty());
        todos.tick(todos.all().get(0).id());
        Shown done = show("三号线换模", State.OPEN, Optional.of(made.note()));
        assertThat(done).isEqualTo(new Shown(made.id(), made.note(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu"})
    void whatWasDeletedThereStaysSo(String platform) {
        open(platform);
        Shown made = show("三号线换模", State.OPEN, Optional.empty());
        show("三号线换模", State.GONE, Optional.of(made.note()));
        assertThat(show("三号线换模", State.OPEN, Optional.of(made.note()))).isEqualTo(made);
        assertThat(show("三号线换模", State.DONE, Optional.of(made.note()))).isEqualTo(made);
        assertThat(todos.all()).isEmpty();
    }

    private Shown show(String title, State state, Optional<String> note) {
        TodoList.Todo todo = new TodoList.Todo(
                KEY,
                title,
                List.of(WHO.id()),
                Optional.of(Instant.parse("2026-11-30T11:00:00Z")),
                "https://hub.example/#/tasks?task=1",
                state,
                NOW);
        TodoList list = (TodoList) connector;
        Trail trail = Trail.beginning(Optional.of(new DeskWire(desk, NOW).token(connector)));
        while (list.show(todo, note, trail) instanceof Step.Ask<Shown> ask) {
            assertThat(ask.call().harmless()).isTrue();
            trail = trail.then(ask.note(), answered(ask.call()));
        }
        return ((Step.Done<Shown>) list.show(todo, note, trail)).value();
    }

    private Reply answered(Call call) {
        return new DeskWire(desk, NOW).make(call);
    }
}
