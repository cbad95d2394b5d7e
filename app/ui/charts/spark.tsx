/** Made on the server: the browser only shows it. */
export type SparkLine = { d: string; end: { x: number; y: number } | null; zero: number | null };

/** A small line beside a figure; the label says from where to where it goes. */
export function Spark({ spark, label }: { spark: SparkLine; label: string }) {
  return (
    <svg className="chart spark" viewBox="0 0 140 48" role="img" aria-label={label}>
      {spark.zero === null ? null : <line className="axis" x1="5" x2="135" y1={spark.zero} y2={spark.zero} />}
      <path className="actual" d={spark.d} />
      {spark.end ? <circle className="dot" cx={spark.end.x} cy={spark.end.y} r="3.5" /> : null}
    </svg>
  );
}
