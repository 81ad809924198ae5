"""Words of the sciences that general word lists of English do not have: they are no names, also with a capital in a heading.

Written from general knowledge. Plurals and adverbs are made of them; words of learning are also told by how they are made.
"""

from __future__ import annotations

import re

_TERMS = """
abelianization adjoint adjunction affine allele antichain antiderivative antiholomorphic apoptosis appendectomy arborescence archaea
archosaur astrocyte autoencoder backpropagation barycenter barycentre basepoint bialgebra biholomorphic bijective bimodule bitwise bool
boolean callosum cardinalities catecholamine cnidarian coalgebra coboundary cochain cocycle codomain coequalizer cofactor cofiber
cofibration cofunctor cohomology cokernel colimit commutator comonad compactification composable computable congruences convolutional
coproduct coprime coset cotangent covariant covector crustacea cuboid cytokine cytoskeleton dataframe dereference desmosome
deuterostome diagonalization diagonalizable diagonalize differentiable diffeomorphism digraph dolomite dropdown dropout ecdysozoan
eigenbasis eigendecomposition eigenfunction eigenmode eigenspace eigenstate eigenvalue eigenvector elegans embeddings enantiomer
endomorphism endofunctor endpoint enum eocene epigenetic epimorphism epitope equivariant ergodicity exoplanet factorization fibration
fibrations filtrations foliation fractal frobenius functor functorial geodesic gradients groupoid gyrus helicase heteroscedastic
heteroscedasticity hippocampus holocene holomorphic holonomy homeomorphic homeomorphism homomorphism homoscedastic homotopic homotopies
homotopy hyperbolicity hypergraph hyperparameter hyperplane hypersurface idempotent immersions infimum injective inhibin inodes
instantons integrable integrin interpolant irreflexive isobutene isometries isomorphism jacobian kurtosis lagrangian laplacian
lemmata ligase lifecycle linearization localizations logit lookup lossy lysosome magnetar manifold matroid measurable mediastinum
meromorphic mesozoic metabolome microservice middleware minibatch minimax miocene modulus moduli monad monoid monoidal monomorphism
morphism multicollinearity multigraph multilinear multimodal multinomial multivariate myofibril myofiber nilpotent nonlinear
nonzerodivisor normalizer nullity nullspace oligocene oligodendrocyte orbifold orthonormal overfitting paleocene paleogene
paleozoic parathyroid pedipalp perceptron permittivity phospholipid plaintext ciphertext pleistocene pliocene plasmodesmata podocyte
pointwise polytope poset precomposition preconditioner preimage preorder presheaf presheaves primality proteome protostome
pseudoinverse pullback pushforward pushout quantile quasicategory quasicompact quasiconformal quotients redshift regressor
regularization regularizer reticulum rowspace runtime sarcolemma sarcomere sarcoplasm schemata scalability semidirect semigroup
semisimple sesquilinear simplicial simplices softmax spanning spectrogram spinor squarefree stabilizer steganography stochasticity
struct subalgebra subcategory subfield subgraph sublattice submanifold submatrix submersion submodule subring subsequence subspace
subtest superset supremum surjective symplectic telomere tokenization tokenizer topos totient transcriptase transcriptome transformer
triangulated tropomyosin troponin tubulin tuple ultrafilter underfitting unipotent univariate untracked upsampling vectorization
wavelet zygosity
"""
TERMS = frozenset(_TERMS.split())
# How words of learning are made, of which lists never have all.
_MADE = re.compile(
    r"(?:morph(?:isms?|ic|y)|jecti(?:ve|ons?)|topi(?:c|es)|nomials?|hedr(?:on|a|al)|[ai]zations?|[ai]bility|[ai]bilities|[tsdv]ivity"
    r"|lymers?|cytes?|[tr]omeres?|(?:ct|er|ot|ip|id|at|in|yl|ag|ig)ases?|[eio]cene|ogene|ogenes[ie]s|genic|osomes?|stomes?|itis|[^r]os[ie]s|a?emia"
    r"|algia|ectom(?:y|ies)|oscop(?:y|ies|es?)|ograph(?:y|ies)|ometr(?:y|ies)|olog(?:y|ies)|plasia|plasm|plasty|trophy|pathy|phyll|phytes?|philia"
    r"|pods?|zoans?|saurs?|saurus|filaments?|globulins?|oids?|oidal|ylene|[yo]xide|chloride|fluoride|idine|amine|[gt]enesis|lysis|tropy"
    r"|formes|oidea|idae|virus|viruses|bacteria|mycin|cillin)$"
)
_LEAST = 7  # letters


def is_term(word: str) -> bool:
    """Whether a word in small letters is one of a science, by the list or by what it is made of."""
    return (
        word in TERMS
        or (word[-1:] == "s" and word[:-1] in TERMS)
        or (len(word) >= _LEAST and _MADE.search(word) is not None)
    )
