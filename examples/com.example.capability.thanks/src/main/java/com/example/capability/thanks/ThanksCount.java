// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import java.util.List;
import org.huitong.api.access.Act;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.job.Owner;
import org.huitong.kit.parse.Parsed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts thanks page by page, each with the rights that its owner has in that moment. */
@Component
@JobName(job = ThanksCount.NAME)
public final class ThanksCount implements JobKind {
    static final String NAME = "thanks.count";
    private static final Act READ = Act.of(Thanks.READ);
    private static final int PAGE = 200;

    private final Transactions transactions;
    private final MessageDoor door;
    private final Owner owner;

    @Activate
    public ThanksCount(
            @Reference Transactions transactions,
            @Reference(target = "(schema=thanks)") Schema tables,
            @Reference MessageDoor door,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions) {
        this.transactions = transactions;
        this.door = door;
        this.owner = new Owner(entrance, decisions);
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Filter filter = filter(run.argument());
        long looked = 0;
        long thanks = 0;
        long after = 0;
        boolean more = true;
        while (more) {
            Listing page = page(run, new MessageQuery(filter, new MessageQuery.Order.Oldest(after), PAGE));
            thanks += noted(page.items());
            looked += page.items().size();
            run.progress(looked, looked);
            more = page.next().isPresent();
            after = page.next().map(Long::parseLong).orElse(after);
        }
        return LocalText.of("共 " + thanks + " 条致谢。", "Thanks were said " + thanks + " times.");
    }

    private static Filter filter(String argument) throws JobFailure {
        if (FilterJson.read(argument) instanceof Parsed.Good<Filter> good) {
            return good.value();
        }
        throw new JobFailure(LocalText.of("筛选条件无法读取，请重新下达。", "The filter cannot be read; order it again."));
    }

    private Listing page(JobRun run, MessageQuery query) throws JobFailure {
        Reading<Listing> reading = door.list(owner.who(run, READ), query);
        if (reading instanceof Reading.Granted<Listing> granted) {
            return granted.value();
        }
        throw new JobFailure(((Reading.Denied<Listing>) reading).reason());
    }

    private long noted(List<MessageView> messages) {
        return transactions.read(connection -> {
            long noted = 0;
            for (MessageView message : messages) {
                noted += ThanksShelf.holds(connection, message.id()) ? 1 : 0;
            }
            return noted;
        });
    }
}
