// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.platform.Pages.Page;
import org.huitong.capability.people.platform.Pages.Question;
import org.huitong.capability.people.sync.Source;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Reads the directories of chat platforms, by the accounts that want it: page by page, each kept before the next is asked
 * for, so that whoever comes after a crash, or after the platform wanted to be left alone, goes on from there.
 */
@Component(service = Source.class)
public final class PlatformDirectories implements Source {
    private static final LocalText AWAY =
            LocalText.of("此账号的连接器不在，或不再读取通讯录", "the connector of this account is away, or reads no directory any more");
    private static final LocalText NOBODY = LocalText.of(
            "通讯录里没有读到任何人，没有改动。请检查应用的通讯录权限范围。",
            "The directory has nobody in it, so nothing was done. Look at the scope of contacts that the application has.");

    private final PageShelf shelf;
    private final Findings findings;
    private final Clock clock;
    private final Map<String, Directory> directories = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Errands errands;

    @Activate
    public PlatformDirectories(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables,
            @Reference Findings findings,
            @Reference Clock clock) {
        this(new PageShelf(transactions, vault), findings, clock);
    }

    PlatformDirectories(PageShelf shelf, Findings findings, Clock clock) {
        this.shelf = shelf;
        this.findings = findings;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(Directory directory, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        if (pid.indexOf('~') > 0 && properties.get("huitong.platform") instanceof String platform) {
            directories.put(platform + ":" + pid.substring(pid.indexOf('~') + 1), directory);
        }
    }

    public void remove(Directory directory) {
        directories.values().remove(directory);
    }

    /** The hub's way of asking, where nothing wires it. */
    PlatformDirectories with(Errands runner) {
        errands = runner;
        return this;
    }

    @Override
    public List<String> names() {
        return directories.entrySet().stream()
                .filter(one -> one.getValue().reach().reads())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public Outcome read(String name, Optional<String> leads, Taking taking, JobRun run)
            throws JobFailure, InterruptedException {
        if (!busy.add(name)) {
            throw new JobFailure(LocalText.of("这个通讯录正在读取中。", "This directory is being read already."));
        }
        try {
            return read(new Account(name), leads, taking, run);
        } finally {
            busy.remove(name);
        }
    }

    private Outcome read(Account account, Optional<String> leads, Taking taking, JobRun run)
            throws JobFailure, InterruptedException {
        Directory directory =
                Optional.ofNullable(directories.get(account.name())).orElseThrow(() -> new JobFailure(AWAY));
        Optional<LocalText> problem = directory.reach().problem();
        if (problem.isPresent()) {
            throw new JobFailure(problem.get());
        }
        Ending<String> company = ask(account, Directory::tenant, run);
        if (company instanceof Ending.Later<String> later) {
            return new Outcome.Resting(later.after(), later.why());
        }
        if (company instanceof Ending.Failed<String> failed) {
            throw new JobFailure(failed.why());
        }
        String tenant = ((Ending.Done<String>) company).value();
        Pages pages = shelf.begun(account.name(), clock.instant());
        if (pages.read().isEmpty()) {
            shelf.clear(account.name());
        }
        for (Optional<Question> next = pages.next(); next.isPresent(); next = pages.next()) {
            run.progress(pages.members().size(), 0);
            Question question = next.get();
            Ending<Page> ending = ask(account, (asked, trail) -> step(asked, question, trail), run);
            if (ending instanceof Ending.Later<Page> later) {
                return new Outcome.Resting(later.after(), later.why());
            }
            if (ending instanceof Ending.Failed<Page> failed) {
                if (failed.failure() == Step.Failure.REFUSED) {
                    // A place in a list that the platform does not know any more leads nowhere the next time, either.
                    shelf.clear(account.name());
                }
                throw new JobFailure(failed.why());
            }
            Page page = ((Ending.Done<Page>) ending).value();
            shelf.put(account.name(), pages.read().size(), clock.instant(), page);
            pages = pages.and(page);
        }
        if (pages.members().isEmpty()) {
            shelf.clear(account.name());
            throw new JobFailure(NOBODY);
        }
        run.progress(pages.members().size(), pages.members().size());
        Outcome outcome = new Outcome.Read(findings.take(
                new Findings.Told(account.name(), account.platform(), tenant, pages, leads), taking, run.owner()));
        shelf.clear(account.name());
        return outcome;
    }

    private <T> Ending<T> ask(Account account, BiFunction<Directory, Trail, Step<T>> asking, JobRun run)
            throws JobFailure, InterruptedException {
        Errands running = errands;
        if (running == null) {
            throw new JobFailure(AWAY);
        }
        Future<Ending<T>> ending = running.<T>run(
                        account.platform(),
                        account.account(),
                        (connector, trail) -> connector instanceof Directory directory
                                        && directory.reach().reads()
                                ? asking.apply(directory, trail)
                                : Step.failed(Step.Failure.ACCOUNT, AWAY))
                .toCompletableFuture();
        while (true) {
            try {
                return ending.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                // Whoever wants the run to end says it here.
                run.progress(0, 0);
            } catch (ExecutionException | CancellationException gone) {
                throw new JobFailure(AWAY);
            }
        }
    }

    private static Step<Page> step(Directory directory, Question question, Trail trail) {
        return question.place().isEmpty()
                ? page(
                        directory.departments(question.cursor(), trail),
                        slice -> new Page(question.place(), slice.items(), List.of(), slice.withheld(), slice.next()))
                : page(
                        directory.people(question.place().get(), question.cursor(), trail),
                        slice -> new Page(question.place(), List.of(), slice.items(), slice.withheld(), slice.next()));
    }

    private interface Paging<T> {
        Page of(Slice<T> slice);
    }

    /** The same step, on the way to a page. */
    private static <T> Step<Page> page(Step<Slice<T>> step, Paging<T> paging) {
        if (step instanceof Step.Done<Slice<T>> done) {
            return Step.done(paging.of(done.value()));
        }
        if (step instanceof Step.Ask<Slice<T>> ask) {
            return new Step.Ask<>(ask.call(), ask.note());
        }
        if (step instanceof Step.Later<Slice<T>> later) {
            return new Step.Later<>(later.after(), later.why(), later.hold());
        }
        if (step instanceof Step.Failed<Slice<T>> failed) {
            return Step.failed(failed.failure(), failed.detail());
        }
        Step.Handwork<Slice<T>> work = ((Step.ByHand<Slice<T>>) step).work();
        return Step.byHand(() -> page(work.now(), paging));
    }

    /** @param name as {@code dingtalk:sales} */
    private record Account(String name) {
        String platform() {
            return name.substring(0, name.indexOf(':'));
        }

        String account() {
            return name.substring(name.indexOf(':') + 1);
        }
    }
}
