// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs;
import org.huitong.api.people.Directory;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.sync.Source.Taking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Reads the directories that there are, each as a job: when somebody wants it, and again and again. What a directory has
 * goes the way of every list, with the same brake: what is braked waits as a plan, and the job says so.
 */
@Component(
        service = {Directories.class, Alarm.class, JobKind.class},
        configurationPid = "org.huitong.capability.people",
        immediate = true)
@Designate(ocd = DirectoryConfig.class)
@AlarmName(alarm = Directories.NAME)
@JobName(job = Directories.NAME)
public final class Directories implements Alarm, JobKind {
    static final String NAME = "people.directories";
    private static final String SYNC = "people.sync";
    private static final String KEY = "all";
    /** The platforms' directories that were never read: whoever has just connected one sees something of it soon. */
    private static final String NEW = "new";

    /** Before the name of one that is read to be shown alone. */
    private static final String LOOK = "look ";

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final SyncDesk desk;
    private final SyncLedger ledger;
    private final Jobs jobs;
    private final Alarms alarms;
    private final Transactions transactions;
    private final Clock clock;
    private final Optional<Duration> every;
    private final Leads leads;
    private final List<Directory> directories = new CopyOnWriteArrayList<>();
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    @Activate
    public Directories(
            DirectoryConfig config,
            @Reference SyncDesk desk,
            @Reference SyncLedger ledger,
            @Reference Jobs jobs,
            @Reference Alarms alarms,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this(every(config.every()), Leads.of(config.leads()), desk, ledger, jobs, alarms, transactions, clock);
        transactions.write(connection -> {
            if (every.isEmpty()) {
                alarms.cancel(connection, NAME, KEY);
            } else {
                alarms.set(connection, NAME, KEY, clock.instant().plus(every.get()));
                alarms.set(connection, NAME, NEW, clock.instant().plus(SHORTEST));
            }
            return null;
        });
    }

    Directories(
            Optional<Duration> every,
            Leads leads,
            SyncDesk desk,
            SyncLedger ledger,
            Jobs jobs,
            Alarms alarms,
            Transactions transactions,
            Clock clock) {
        this.every = every;
        this.leads = leads;
        this.desk = desk;
        this.ledger = ledger;
        this.jobs = jobs;
        this.alarms = alarms;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Blank is never. */
    private static Optional<Duration> every(String text) {
        return Optional.of(text.strip())
                .filter(said -> !said.isEmpty())
                .map(Duration::parse)
                .map(period -> period.compareTo(SHORTEST) < 0 ? SHORTEST : period);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addDirectory(Directory directory) {
        directories.add(directory);
    }

    public void removeDirectory(Directory directory) {
        directories.remove(directory);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addSource(Source source) {
        sources.add(source);
    }

    public void removeSource(Source source) {
        sources.remove(source);
    }

    /** By name, each as {@code ldap:main}. */
    public List<String> names() {
        return Stream.concat(
                        directories.stream().map(Directories::name),
                        sources.stream().flatMap(source -> source.names().stream()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String name(Directory directory) {
        return directory.platform() + ":" + directory.tenant();
    }

    /** Has one read now. @return the job; empty where there is none of this name */
    public Optional<String> start(String name, Taking taking, String by) {
        return names().contains(name)
                ? Optional.of(jobs.start(taking == Taking.SHOW ? look(name, by) : order(name, by)))
                : Optional.empty();
    }

    private static Jobs.Order order(String name, String by) {
        return new Jobs.Order(
                NAME, LocalText.of("同步公司目录 " + name, "Read the directory " + name), by, Optional.of(SYNC), name);
    }

    private static Jobs.Order look(String name, String by) {
        return new Jobs.Order(
                NAME,
                LocalText.of("比较公司目录 " + name, "Compare the directory " + name),
                by,
                Optional.of(SYNC),
                LOOK + name);
    }

    /** All of them, or one that has rested. */
    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        if (!ring.key().equals(KEY)) {
            boolean look = ring.key().startsWith(LOOK);
            String rested = look ? ring.key().substring(LOOK.length()) : ring.key();
            for (String name : ring.key().equals(NEW) ? unread() : one(rested)) {
                jobs.start(transaction, look ? look(name, Doer.HUB.account()) : order(name, Doer.HUB.account()));
            }
            return new After.Over();
        }
        if (every.isEmpty()) {
            return new After.Over();
        }
        for (String name : names()) {
            jobs.start(transaction, order(name, Doer.HUB.account()));
        }
        return new After.Again(ring.now().plus(every.get()));
    }

    private List<String> unread() {
        return sources.stream()
                .flatMap(source -> source.names().stream())
                .filter(name -> ledger.of(name).isEmpty())
                .toList();
    }

    private List<String> one(String name) {
        return names().contains(name) ? List.of(name) : List.of();
    }

    /** What was read before a crash is kept by whoever read it, and the same list carried out twice changes nothing. */
    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Taking taking = run.argument().startsWith(LOOK) ? Taking.SHOW : Taking.CARRY_OUT;
        String name = taking == Taking.SHOW ? run.argument().substring(LOOK.length()) : run.argument();
        LastSync sync;
        try {
            Source.Outcome outcome = read(name, taking, run);
            if (outcome instanceof Source.Outcome.Resting resting) {
                return rest(name, taking, run, resting);
            }
            sync = ((Source.Outcome.Read) outcome).sync();
        } catch (JobFailure failure) {
            throw failed(name, run, failure.words());
        } catch (Problem problem) {
            throw failed(name, run, problem.detail());
        }
        ledger.put(name, sync);
        if (sync.state().equals("braked")) {
            throw new JobFailure(sync.words());
        }
        return sync.words();
    }

    private JobFailure failed(String name, JobRun run, LocalText why) {
        ledger.put(name, LastSync.none(clock.instant(), run.owner(), "failed", why));
        return new JobFailure(why);
    }

    private LocalText rest(String name, Taking taking, JobRun run, Source.Outcome.Resting resting) {
        Duration rest = resting.after().compareTo(SHORTEST) < 0 ? SHORTEST : resting.after();
        transactions.write(connection -> {
            alarms.set(
                    connection,
                    NAME,
                    taking == Taking.SHOW ? LOOK + name : name,
                    clock.instant().plus(rest));
            return null;
        });
        ledger.put(name, LastSync.none(clock.instant(), run.owner(), "resting", resting.why()));
        return LocalText.of(
                "暂停：" + resting.why().zh() + "；" + rest.toSeconds() + " 秒后从这里继续。",
                "Resting: " + resting.why().en() + "; it goes on from here in " + rest.toSeconds() + " seconds.");
    }

    private Source.Outcome read(String name, Taking taking, JobRun run) throws JobFailure, InterruptedException {
        for (Source source : sources) {
            if (source.names().contains(name)) {
                return source.read(name, leads.company(name), taking, run);
            }
        }
        Directory directory = directories.stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new JobFailure(LocalText.of("这个目录已不在。", "This directory is there no more.")));
        return new Source.Outcome.Read(read(directory, taking, run));
    }

    private LastSync read(Directory directory, Taking taking, JobRun run) throws JobFailure, InterruptedException {
        Directory.Reading reading = directory.read(persons -> run.progress(persons, 0));
        if (reading instanceof Directory.Reading.Unreadable unreadable) {
            throw new JobFailure(unreadable.reason());
        }
        List<Directory.Entry> entries = ((Directory.Reading.Everybody) reading).entries();
        if (entries.isEmpty()) {
            // A wrong base or filter finds nobody; no company has let everybody go overnight.
            throw new JobFailure(LocalText.of(
                    "目录里没有读到任何人，没有改动。请检查 base 和 filter。",
                    "The directory has nobody in it, so nothing was done. Look at base and filter."));
        }
        run.progress(entries.size(), entries.size());
        byte[] list = Listing.of(directory, entries);
        if (taking == Taking.SHOW) {
            SyncDesk.Told shown = desk.plan(list, name(directory), run.owner());
            return LastSync.shown(clock.instant(), run.owner(), shown, words(shown.plan()), entries.size());
        }
        SyncDesk.Told told = desk.sync(list, name(directory), run.owner());
        LocalText words = told.done()
                ? words(told.plan())
                : LocalText.of(
                        "将有 " + told.plan().brake().affected() + " 人离职或失去部门，已停下；计划 " + told.id() + " 等待确认。",
                        told.plan().brake().affected()
                                + " people would leave or lose a department, so nothing was done; plan " + told.id()
                                + " waits for a reason.");
        return LastSync.of(clock.instant(), run.owner(), told, words, entries.size());
    }

    private static LocalText words(SyncPlan plan) {
        int added = plan.count("added") + plan.count("returned");
        return LocalText.of(
                "新增 " + added + "，变更 " + plan.count("changed") + "，离职 " + plan.count("left") + "，未执行 "
                        + plan.conflicts().size() + "。",
                added + " added, " + plan.count("changed") + " changed, " + plan.count("left") + " left, "
                        + plan.conflicts().size() + " not done.");
    }
}
