import workerUrl from "altcha/workers/sha?url";

const patience = 60_000;

/** What ALTCHA's worker needs to know of "expires.work.nonce.prefix.signature". */
function parametersOf(challenge: string) {
  const [, , nonce = "", keyPrefix = ""] = challenge.split(".");
  return { algorithm: "SHA-256", nonce, salt: "", cost: 1, keyLength: 32, keyPrefix };
}

/** The challenge with its solution. A worker does it, so the page stays quick; nothing is shown and nobody has to do anything. */
export function solveChallenge(challenge: string): Promise<string> {
  const worker = new Worker(workerUrl);
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ counter?: number } | null>) => {
      if (typeof data?.counter === "number") resolve(`${challenge}.${data.counter}`);
      else reject(new Error("The challenge was not solved."));
    };
    worker.onerror = () => reject(new Error("The challenge cannot be solved here."));
    worker.postMessage({
      type: "work",
      challenge: { parameters: parametersOf(challenge) },
      counterMode: "uint32",
      counterStart: 0,
      counterStep: 1,
      timeout: patience,
    });
  }).finally(() => worker.terminate());
}
