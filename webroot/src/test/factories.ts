import type {
  Agent,
  CombinedFeed,
  Backfill,
  Episode,
  Job,
  JobDetail,
  JobEvent,
  LogLine,
  Notification,
  Queue,
  Server,
  Stats,
  Subscription,
  User,
  Video,
  Webhook,
} from "@/api/types";

const CREATED = "2026-11-21T09:00:00Z";

export function aUser(over: Partial<User> = {}): User {
  return { id: "u-1", email: "ann@example.org", name: "Ann", role: "admin", createdAt: CREATED, ...over };
}

export function aJob(over: Partial<Job> = {}): Job {
  return {
    id: "j-1",
    ownerId: "u-1",
    type: "youtube",
    status: "processing",
    stage: "transcription",
    progress: 42,
    message: "Decoding",
    videoTitle: "Morning service",
    priority: "normal",
    attempt: 1,
    lastSeq: 5,
    runAt: CREATED,
    createdAt: CREATED,
    updatedAt: CREATED,
    startedAt: CREATED,
    ...over,
  };
}

export function anEvent(over: Partial<JobEvent> = {}): JobEvent {
  return {
    type: "job.progress",
    timestamp: "2026-11-21T09:01:00Z",
    seq: 6,
    jobId: "j-1",
    jobType: "youtube",
    status: "processing",
    stage: "transcription",
    progress: 45,
    attempt: 1,
    ...over,
  };
}

export function aDetail(over: Partial<JobDetail> = {}): JobDetail {
  return {
    job: aJob(),
    metadata: { hasVideo: true, title: "Morning service", channel: "Grace Church", durationSeconds: 2770 },
    files: [],
    stages: [
      {
        stage: "downloading",
        words: "Downloading",
        startPercent: 10,
        status: "completed",
        attempt: 1,
        startedAt: CREATED,
        finishedAt: "2026-11-21T09:00:30Z",
      },
      {
        stage: "transcription",
        words: "Transcribing",
        startPercent: 40,
        status: "running",
        attempt: 1,
        startedAt: "2026-11-21T09:00:30Z",
      },
      { stage: "ai_analysis", words: "Analysing", startPercent: 50, status: "waiting", attempt: 0 },
    ],
    attempts: [],
    ...over,
  };
}

export function aLine(over: Partial<LogLine> = {}): LogLine {
  return { jobId: "j-1", seq: 1, level: "info", time: CREATED, message: "Hello", ...over };
}

export function anAgent(over: Partial<Agent> = {}): Agent {
  return {
    id: "a-1",
    ownerId: "u-1",
    name: "Sunday sermons",
    slug: "sunday-sermons",
    keywords: [],
    minMinutes: 10,
    confidenceThreshold: 0,
    filters: {},
    privateFeed: false,
    publish: "review",
    outputFormat: "mp3",
    feed: {},
    feedUrl: "https://example.org/feeds/sunday-sermons.xml",
    createdAt: CREATED,
    updatedAt: CREATED,
    ...over,
  };
}

export function aVideo(over: Partial<Video> = {}): Video {
  return {
    id: "v-1",
    ownerId: "u-1",
    agentId: "a-1",
    videoId: "abcdefghij1",
    title: "Morning service",
    publishedAt: CREATED,
    durationSeconds: 2770,
    origin: "hub",
    status: "processed",
    jobId: "j-1",
    discoveredAt: CREATED,
    updatedAt: CREATED,
    ...over,
  };
}

export function anEpisode(over: Partial<Episode> = {}): Episode {
  return {
    id: "e-1",
    ownerId: "u-1",
    agentId: "a-1",
    jobId: "j-1",
    title: "Why we stay",
    description: "A sermon on Ruth.",
    audio: { name: "audio.mp3", kind: "audio", contentType: "audio/mpeg", bytes: 1000 },
    durationSeconds: 2140,
    span: { start: 600, end: 2736 },
    contentStart: 4,
    chapters: [{ start: 12, title: "Reading" }],
    sourceChapters: [{ start: 608, title: "Reading" }],
    published: false,
    held: true,
    reason: "Held for review.",
    createdAt: CREATED,
    updatedAt: CREATED,
    ...over,
  };
}

export function aQueue(over: Partial<Queue> = {}): Queue {
  return { running: 0, waiting: 0, servers: [], hosts: [], ...over };
}

export function aServer(over: Partial<Server> = {}): Server {
  return {
    id: "s-1",
    name: "north",
    stages: ["downloading", "transcription"],
    concurrency: 2,
    running: 1,
    seenAt: CREATED,
    up: true,
    ...over,
  };
}

export function aNotification(over: Partial<Notification> = {}): Notification {
  return {
    id: "n-1",
    kind: "bulk",
    title: "Bulk job completed with errors",
    text: "Some rows: 27 of 30 done, 2 failed, 1 skipped.",
    link: "/bulk/b-1",
    createdAt: CREATED,
    ...over,
  };
}

export function aWebhook(over: Partial<Webhook> = {}): Webhook {
  return { id: "w-1", url: "https://hooks.example.org/reelcast", events: [], createdAt: CREATED, waiting: 0, ...over };
}

export function someStats(over: Partial<Stats> = {}): Stats {
  return { byStatus: {}, finishedToday: 0, throughputPerHour: 0, series: [], ...over };
}

export function aSubscription(over: Partial<Subscription> = {}): Subscription {
  return {
    id: "s-1",
    agentId: "a-1",
    state: "active",
    topicUrl: "https://www.youtube.com/feeds/videos.xml?channel_id=UCaaaaaaaaaaaaaaaaaaaaaa",
    topicGiven: false,
    hubUrl: "https://pubsubhubbub.appspot.com/subscribe",
    confirmedAt: CREATED,
    leaseUntil: "2026-12-01T09:00:00Z",
    nextTryAt: "2026-11-27T09:00:00Z",
    failures: 0,
    counts: { notices: 0, rejected: 0, ignored: 0, missed: 0 },
    createdAt: CREATED,
    callbackBase: "https://cast.example.org/websub/",
    publicUrlSet: true,
    ...over,
  };
}

export function aCombinedFeed(over: Partial<CombinedFeed> = {}): CombinedFeed {
  return {
    id: "f-1",
    ownerId: "u-1",
    name: "Everything",
    slug: "everything",
    agentIds: ["a-1"],
    feed: {},
    feedUrl: "https://example.org/feeds/combined/everything.xml",
    privateFeed: false,
    createdAt: CREATED,
    updatedAt: CREATED,
    ...over,
  };
}

export function aBackfill(over: Partial<Backfill> = {}): Backfill {
  return {
    id: "b-1",
    agentId: "a-1",
    since: "2026-03-01T00:00:00Z",
    dryRun: false,
    state: "taking",
    source: "data_api",
    seen: 150,
    total: 128,
    taken: 32,
    enqueued: 30,
    known: 2,
    ignored: 0,
    createdAt: CREATED,
    ...over,
  };
}
