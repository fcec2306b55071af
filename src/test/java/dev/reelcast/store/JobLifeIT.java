package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobLifeIT {

    private static Stores stores;

    @BeforeAll
    static void open() {
        stores = new Stores();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Test
    void runsAJobThroughAllStagesToAnEpisode() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        Job queued = stores.enqueue(Fixtures.youtubeJob(stores.owner, agent, "https://example.org/life"));
        assertThat(queued.status()).isEqualTo(JobStatus.PENDING);
        assertThat(queued.queuePosition()).isEqualTo(1);
        assertThat(queued.agentName()).isEqualTo("Sunday");
        Claimed first = stores.claimOne();
        assertThat(first.stage()).isEqualTo(Stage.DOWNLOADING);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(stores.job(queued.id()).message()).isEqualTo("Downloading");
        stores.complete(first);
        JobDetail done = stores.detail(queued.id());
        assertThat(done.job().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(done.job().progress()).isEqualTo(100);
        assertThat(done.stages()).hasSize(7).allMatch(stage -> stage.status().equals("completed"));
        assertThat(done.attempts()).hasSize(7).allMatch(attempt -> "done".equals(attempt.outcome()));
        assertThat(done.analysis()).isNotNull();
        assertThat(done.metadata()).extracting(SourceInfo::title).isEqualTo("Found title");
        assertThat(String.valueOf(done.publishing())).contains("\"published\":true");
    }
}
