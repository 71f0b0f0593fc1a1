// Most of a test is waiting for a process, and processes share the cache as those of a build server do.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
