/** A voice of espeak-ng: `-v` and `-s` (words a minute), and the pitch `-p` (0-99). */
export interface Voice {
  readonly name: string
  readonly voice: string
  readonly speed: number
  readonly pitch: number
}

/** What is said while a page is up. */
export interface Passage {
  /** 1-based. */
  readonly page: number
  readonly by: Voice
  readonly sentences: readonly string[]
}

/** The spoken words of one talk; `talk` is the talk's folder. */
export interface Narration {
  readonly talk: string
  readonly passages: readonly Passage[]
}

/** Words that the synthesiser would misread, and what it is given instead. The transcript keeps the left side. */
export const pronunciations: Readonly<Record<string, string>> = {
  'A/B': 'A B',
  ALS: 'A L S',
  ASPLOS: 'ass-ploss',
  'Carole-Jean': 'Carol Jean',
  Criteo: 'Kritayo',
  DKN: 'D K N',
  DeepRecSched: 'deep reck sked',
  FAQ: 'F A Q',
  GitHub: 'git hub',
  KNN: 'K N N',
  NCF: 'N C F',
  NDCG: 'N D C G',
  PeRSonAl: 'personal',
  RecoGym: 'recko gym',
  Udit: 'Oodit',
  xDeepFM: 'X deep F M',
}

const wu: Voice = { name: 'Carole-Jean Wu', voice: 'en-us+f3', speed: 158, pitch: 52 }
const gupta: Voice = { name: 'Udit Gupta', voice: 'en-us+m3', speed: 168, pitch: 42 }
const rohde: Voice = { name: 'David Rohde', voice: 'en-gb+m7', speed: 166, pitch: 40 }
const argyriou: Voice = { name: 'Andreas Argyriou', voice: 'en-gb-x-rp+m1', speed: 160, pitch: 36 }

/** Sentences about the slide on screen, from `[page, sentence, …]`. */
function spoken(
  by: Voice,
  ...pages: readonly (readonly [page: number, ...sentences: string[]])[]
): Passage[] {
  return pages.map(([page, ...sentences]) => ({ page, by, sentences }))
}

/** The four talks that had a recording. */
export const narrations: readonly Narration[] = [
  {
    talk: 'welcome',
    passages: [
      ...spoken(
        wu,
        [
          1,
          'Hello, and welcome to the first PeRSonAl tutorial, held online with ASPLOS 2020.',
          'My name is Carole-Jean Wu, and with me is Udit Gupta.',
        ],
        [2, 'Much of what you saw online today was chosen for you by a neural network.'],
        [
          3,
          'Recommendation takes most of the AI cycles in a data center.',
          'On this illustrative chart it is 68 percent, far ahead of language and vision together.',
        ],
      ),
      ...spoken(
        gupta,
        [
          4,
          'Now look at what we study.',
          'Most architecture papers are about vision, many are about language, and hardly any are about recommendation.',
        ],
        [
          5,
          'Collaborative filtering asked what people like you have bought.',
          'A deep recommendation model asks about you, here, after these ten clicks, and it keeps what it knows in embedding tables of many gigabytes.',
        ],
      ),
      ...spoken(
        wu,
        [
          6,
          'So three fields meet in one problem: algorithms, datasets and systems.',
          'Few groups work in more than one of them, and that is why our speakers come from all three.',
        ],
        [
          7,
          'PeRSonAl stands for research that is efficient, responsible and shared.',
          'Efficient means that a model answers in time and does not waste memory or power.',
          'Responsible means that we look past the next click.',
        ],
      ),
      ...spoken(gupta, [
        8,
        'Here is the afternoon, in New York time.',
        'David Rohde begins at a quarter past eleven with recommendation science, then Silvia Zhang turns to near-memory processing and Maxim Naumov to training.',
        'After that, Andreas Argyriou shows how to build a production-ready system, and I will talk about inference at scale.',
      ]),
      ...spoken(wu, [
        9,
        'Watch the recordings at your own pace, ask your questions in the webinar or in the chat, and look for the answers in the FAQ afterwards.',
        'And now, let us begin.',
      ]),
    ],
  },
  {
    talk: 'recommendation-science-criteo',
    passages: spoken(
      rohde,
      [
        1,
        'Good morning, I am David Rohde from the Criteo AI Lab, and this talk goes from practice to theory and back again.',
      ],
      [
        2,
        'At Criteo scale we choose among roughly one billion items, for more than one billion users, and the answer has to be there in under 50 milliseconds.',
      ],
      [
        3,
        'Those 50 milliseconds are soon gone.',
        'Retrieval gets about 12 of them, ranking gets 18, and something has to stay in reserve for a slow network.',
      ],
      [4, 'Predicting what somebody will click next is not the same as deciding what to show.'],
      [
        5,
        'We have two kinds of signal.',
        'Organic signals are plentiful, but they are silent about the effect of a recommendation.',
        'Bandit signals do tell us that effect, but they are scarce and noisy.',
      ],
      [
        6,
        'RecoGym puts this loop in a box, with simulated users whose tastes drift between organic sessions and bandit sessions.',
      ],
      [7, 'There you can watch offline recall go up while the clicks in the A/B test go down.'],
      [
        8,
        'BLOB stands for Bayesian latent organic bandit.',
        'It takes a prior from organic views, so that an action which was hardly ever shown still gets a sensible estimate.',
      ],
      [
        9,
        'The doubly robust estimate starts from a reward model, and then adds a weighted surprise taken from the log.',
        'It is right on average if either the model or the weights are right.',
      ],
      [
        10,
        'But if you pick the best of many estimates, you probably pick an overestimate, and that is called the optimizer’s curse.',
        'Counterfactual risk minimization with pessimism prefers policy B, because its lower bound is the highest.',
      ],
      [11, 'For deployment we use online KNN: embed, index, search, and update while it runs.'],
      [
        12,
        'So ask what a recommendation changes, join both kinds of signal, and prefer a policy that you can be sure of.',
        'Thank you for listening.',
      ],
    ),
  },
  {
    talk: 'microsoft-recommenders',
    passages: spoken(
      argyriou,
      [
        1,
        'Hello, I am Andreas Argyriou from Microsoft, and I will show how to build recommendation systems that are ready for production.',
      ],
      [2, 'Training a model is a small part of running a recommender.'],
      [
        3,
        'We divide the work into five tasks: prepare, model, evaluate, optimise and operate.',
        'What users do next becomes the data of the next round.',
      ],
      [
        4,
        'When you prepare data, split it as you will serve.',
        'A random split is simple, but it tests on the past, while a chronological split keeps the future unknown.',
      ],
      [
        5,
        'Models range from item similarity, which we call SAR, over matrix factorization with ALS, to deep networks such as NCF, xDeepFM and DKN.',
      ],
      [
        6,
        'Choose the metric before you train anything.',
        'Rating metrics ask how close a number is, and ranking metrics such as NDCG at ten ask whether the right item is on top.',
      ],
      [
        7,
        'Which algorithm you take depends on your data.',
        'With many interactions and no content, try ALS; with mostly text, try DKN; and always measure at least two.',
      ],
      [8, 'Hyperparameter search pays off early: after 20 trials, Bayesian search has most of its gain.'],
      [
        9,
        'In operation, do in batch what you can.',
        'Nightly training fills a key-value store, and a scoring API applies the business rules when the application asks for ten items.',
      ],
      [10, 'The repository has about 7,000 stars on GitHub, so there are many people to learn from.'],
      [
        11,
        'Some habits carried over from one customer to the next.',
        'Start with a baseline that ships, keep notebooks apart from the library, run every example every night, and let an A/B test decide.',
      ],
      [
        12,
        'To begin, pick the notebook nearest to your case, put in your own data, and ship the baseline first.',
        'Thank you.',
      ],
    ),
  },
  {
    talk: 'at-scale-inference',
    passages: spoken(
      gupta,
      [1, 'Welcome back, this is Udit Gupta, and my subject is inference for recommendation at scale.'],
      [
        2,
        'I have four questions: what a request looks like, why it is not like vision or language, what a deadline does to a server, and how work should be split.',
      ],
      [
        3,
        'A request narrows in two passes.',
        'A light model filters thousands of candidates down to hundreds, and a heavy model ranks those to find ten for the page.',
      ],
      [
        4,
        'This is not another image classifier.',
        'The dominant operator is the embedding lookup, the parameters take tens of gigabytes, and memory access is irregular.',
      ],
      [
        5,
        'On the roofline, embedding lookups sit far down the slope, so memory sets the pace and wider vector units stand idle.',
      ],
      [
        6,
        'The models also differ among themselves.',
        'A filter has 8 small tables, while a long ranking model has 36 tables with 120 lookups in each.',
      ],
      [
        7,
        'Now to the deadline.',
        'The p95 latency crosses 100 milliseconds a little before 80 percent load, while the median is still far below the target.',
      ],
      [
        8,
        'There are two ways to be parallel.',
        'Task parallelism spreads one query over many cores, and batch parallelism keeps its items together on one core, so that weights are read only once.',
      ],
      [
        9,
        'Throughput has a best batch size.',
        'Here it is 128, and with 512 the tail latency misses the target.',
      ],
      [10, 'Query sizes have a long tail, and the longest quarter of the queries carries half of the work.'],
      [
        11,
        'DeepRecSched therefore decides for each query.',
        'It tunes the batch size per core, and a threshold above which a query goes to the accelerator.',
      ],
      [
        12,
        'Within the same p95 latency, tuning alone doubles the throughput, and an accelerator gives up to 4.4 times as much.',
      ],
      [
        13,
        'So measure throughput under a latency bound, and balance task and batch parallelism for every model and machine.',
        'Thank you, and now to your questions.',
      ],
    ),
  },
]
