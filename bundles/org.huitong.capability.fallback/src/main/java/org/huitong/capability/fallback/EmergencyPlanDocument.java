// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.operation.SendingBoard;
import org.huitong.api.operation.SendingBoard.Light;
import org.huitong.api.operation.SendingBoard.Reached;
import org.huitong.api.outbox.Detour.Way;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《应急预案》: what becomes of letters while a platform cannot send, from the chains as they are set, with the drills held. */
@Component(service = Document.class)
@DocumentName(document = "emergency-plan", document_permission = FallbackPage.READ)
public final class EmergencyPlanDocument implements Document {
    private static final LocalText TITLE = LocalText.of("应急预案", "Emergency plan");
    private static final LocalText WHEN = LocalText.of("一、启动条件", "1. When it begins");
    private static final LocalText WAYS = LocalText.of("二、替代渠道", "2. Other ways");
    private static final LocalText BY_HAND = LocalText.of("三、人工处置", "3. By hand");
    private static final LocalText OVER = LocalText.of("四、恢复", "4. Recovery");
    private static final LocalText DRILLS = LocalText.of("五、演练记录", "5. Drills");
    private static final List<Column> COLUMNS = List.of(
            Column.text("section", LocalText.of("章节", "Section")),
            Column.text("item", LocalText.of("项目", "Item")),
            Column.text("content", LocalText.of("内容", "What")),
            Column.number("persons", LocalText.of("可达人数", "Reaches")),
            Column.number("price", LocalText.of("单价（元）", "Price"), 2));

    private final ChainKeeper chains;
    private final Signposts signposts;
    private final SendingBoard board;
    private final DrillHall hall;
    private final Clock clock;

    @Activate
    public EmergencyPlanDocument(
            @Reference ChainKeeper chains,
            @Reference Signposts signposts,
            @Reference SendingBoard board,
            @Reference DrillHall hall,
            @Reference Clock clock) {
        this.chains = chains;
        this.signposts = signposts;
        this.board = board;
        this.hall = hall;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Chain> on = chains.inForce().items().stream().filter(Chain::on).toList();
        on.forEach(chain -> rows.add(begins(chain)));
        Map<Long, Map<String, Long>> reached = reached();
        on.forEach(chain -> rows.addAll(ways(chain, reached.getOrDefault(chain.id(), Map.of()))));
        rows.addAll(byHand());
        rows.add(row(
                OVER,
                LocalText.of("不重复", "Nothing twice"),
                LocalText.of(
                        "一封信同时只走一条渠道；已改道的不再由原平台发送，原平台恢复后新的信回到原平台。第一次结果不明的，改道时标明“可能重复”。",
                        "A letter goes by one way at a time. What went by another is not sent by the first when that is back;"
                                + " what is new goes by the first again. Where nobody can tell what became of the first try,"
                                + " the other says that it may be a repetition.")));
        List<DrillShelf.Held> drills = hall.shelf().newest();
        drills.forEach(drill -> rows.add(drill(drill)));
        if (drills.isEmpty()) {
            rows.add(row(DRILLS, LocalText.of("—", "–"), LocalText.of("尚未演练", "none has been held yet")));
        }
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .withNote(LocalText.of(
                        "按系统当前设置生成；修改应急链后请重新导出。可达人数为此刻各渠道能送达的在职人员数。",
                        "Made of the settings in force; make it anew after a change. “Reaches” counts those who can be"
                                + " written to by each way now."))
                .signedFor(asker);
    }

    private List<Cell> begins(Chain chain) {
        String zh =
                (chain.urgent() ? "紧急消息" : "所有消息") + "，" + companyName(chain).zh() + "：平台不能发送满 "
                        + chain.after().toMinutes() + " 分钟后自动改道；不能发送指连接器不在、平台拒绝或连续发送失败，或有人停用了该账号。每日预算 "
                        + yuan(chain.budget()) + " 元，用完后只走不收费的渠道。";
        String en = (chain.urgent() ? "Urgent letters" : "All letters") + ", "
                + companyName(chain).en() + ": by another way by themselves once a platform could not send for "
                + chain.after().toMinutes()
                + " minutes (its connector is away, it refuses, what is tried fails, or somebody"
                + " has switched it off). Budget a day: " + yuan(chain.budget())
                + "; beyond it only ways without a price are taken.";
        return row(WHEN, LocalText.of(chain.name(), chain.name()), LocalText.of(zh, en));
    }

    private LocalText companyName(Chain chain) {
        return chain.company()
                .map(id -> hall.roster().name(id).orElse(id))
                .map(name -> LocalText.of(name, name))
                .orElse(LocalText.of("全部公司", "all companies"));
    }

    private static List<List<Cell>> ways(Chain chain, Map<String, Long> reached) {
        List<List<Cell>> rows = new ArrayList<>();
        int number = 0;
        for (Way way : chain.ways()) {
            number++;
            rows.add(List.of(
                    Cell.words(WAYS),
                    Cell.text(chain.name() + " · " + number),
                    Cell.text(way.platform()),
                    Cell.number(reached.getOrDefault(way.platform(), 0L)),
                    Cell.number(java.math.BigDecimal.valueOf(way.price(), 2))));
        }
        return rows;
    }

    /** How many can be written to now by each platform, for each chain that is theirs. */
    private Map<Long, Map<String, Long>> reached() {
        Roster roster = hall.roster();
        Map<Long, Map<String, Long>> counts = new HashMap<>();
        for (Person person : roster.persons()) {
            if (!person.active()) {
                continue;
            }
            Optional<Chain> chain = signposts.chain(person.id(), true);
            if (chain.isEmpty()) {
                continue;
            }
            Set<String> platforms =
                    board.reach(person.id()).stream().map(Reached::platform).collect(Collectors.toSet());
            Map<String, Long> mine = counts.computeIfAbsent(chain.get().id(), id -> new HashMap<>());
            platforms.forEach(platform -> mine.merge(platform, 1L, Long::sum));
        }
        return counts;
    }

    private List<List<Cell>> byHand() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(
                BY_HAND,
                LocalText.of("停用发送", "Switch off"),
                LocalText.of(
                        "页面“应急”中停用该账号的发送，信件随即改道；修复后重新启用。",
                        "Switch the account off on the page Fallback; letters go by another way at once. Switch it on"
                                + " again once it is mended.")));
        board.sendings().stream()
                .filter(one -> one.light() == Light.OFF || one.light() == Light.DOWN)
                .forEach(one -> rows.add(row(
                        BY_HAND,
                        LocalText.of("当前不能发送", "Cannot send now"),
                        LocalText.of(
                                one.platform() + "/" + one.account()
                                        + one.why().map(why -> "：" + why.zh()).orElse(""),
                                one.platform() + "/" + one.account()
                                        + one.why().map(why -> ": " + why.en()).orElse("")))));
        return rows;
    }

    private List<Cell> drill(DrillShelf.Held drill) {
        String day = drill.at().atZone(clock.zone()).toLocalDate().toString();
        String supposed = String.join(", ", drill.supposed());
        int reached = drill.persons() - drill.unreached();
        return List.of(
                Cell.words(DRILLS),
                Cell.text(day),
                Cell.words(LocalText.of(
                        "假设 " + supposed + " 不能发送：" + drill.persons() + " 人中 " + drill.unreached() + " 人无法送达",
                        supposed + " supposed to be down: of " + drill.persons() + " persons " + drill.unreached()
                                + " would not be reached")),
                Cell.number(reached),
                Cell.empty());
    }

    private static List<Cell> row(LocalText section, LocalText item, LocalText content) {
        return List.of(Cell.words(section), Cell.words(item), Cell.words(content), Cell.empty(), Cell.empty());
    }

    private static String yuan(int hundredths) {
        return java.math.BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
    }
}
